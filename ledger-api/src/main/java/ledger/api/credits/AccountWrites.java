package ledger.api.credits;

import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import ledger.AccountId;
import ledger.api.http.Call;
import ledger.api.http.Query;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.command.CloseAccount;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.command.ReopenAccount;
import ledger.log.Outcome;
import ledger.query.Balance;
import ledger.query.LedgerQueries;

/** Writes about an account as a whole, each answered with its balance. */
public final class AccountWrites {
    private static final int OK = 200;
    private static final String FORFEIT = "forfeit";

    private final Submission submission;
    private final LedgerQueries queries;
    private final InstantSource clock;

    public AccountWrites(Submission submission, LedgerQueries queries, InstantSource clock) {
        this.submission = submission;
        this.queries = queries;
        this.clock = clock;
    }

    /** Closes an account; with {@code ?forfeit=true} what is in it is lost. */
    public CompletionStage<Reply> close(Call call) {
        Boolean forfeit = Query.flagOrNull(call.query(Set.of(FORFEIT)), FORFEIT);
        return write(call, header -> new CloseAccount(header, forfeit != null && forfeit));
    }

    /** Opens a closed account again. */
    public CompletionStage<Reply> reopen(Call call) {
        call.query(Set.of());
        return write(call, ReopenAccount::new);
    }

    private CompletionStage<Reply> write(Call call, Function<CommandHeader, LedgerCommand> making) {
        call.keyedBodyIfAny(Set.of());
        String userId = call.pathParameter("userId");
        if (!AccountId.isValid(userId)) {
            throw ApiException.invalid(
                    "userId", "userId must be a text of 1 to 128 characters without control characters");
        }
        AccountId account = new AccountId(userId);
        call.about(account, null);
        LedgerCommand command = making.apply(new CommandHeader(
                UUID.randomUUID().toString(), account, call.key(), call.caller().actor(), clock.millis()));
        return submission
                .submit(command)
                .thenApply(answer -> Answered.of(
                                OK, answer, outcome -> out -> BalanceJson.members(out, balance(account, outcome)))
                        .reply());
    }

    /** As it was then: a retry gets the first answer. */
    private Balance balance(AccountId account, Outcome outcome) {
        return outcome instanceof Outcome.Arranged arranged
                ? queries.balanceAt(account, arranged.createdAtMillis())
                : queries.balance(account);
    }
}
