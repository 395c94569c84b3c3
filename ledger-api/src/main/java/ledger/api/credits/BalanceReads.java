package ledger.api.credits;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import ledger.AccountId;
import ledger.api.http.Call;
import ledger.api.http.Query;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.query.AccountPage;
import ledger.query.Balance;
import ledger.query.LedgerQueries;

/** Balances: of one user, now or at a time, and of all. */
public final class BalanceReads {
    private static final int ACCOUNTS_DEFAULT = 50;
    private static final int ACCOUNTS_MAX = 200;
    /** Longer than any cursor of ours. */
    private static final int CURSOR_LENGTH_MAX = 1_024;

    private static final Set<String> BALANCE_PARAMETERS = Set.of("userId", "at");

    private final LedgerQueries queries;
    private final Clock clock;

    public BalanceReads(LedgerQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** What a user has. */
    public Reply balance(Call call) {
        Body query = call.query(BALANCE_PARAMETERS);
        AccountId account = Target.of(call.caller(), query.accountOrNull("userId"));
        Optional<Long> at = query.endMillis("at");
        if (at.isPresent() && at.get() > clock.millis()) {
            throw query.invalid("at", " must not be in the future");
        }
        call.about(account, queries.position(account));
        Balance balance = at.isPresent() ? queries.balanceAt(account, at.get()) : queries.balance(account);
        return Reply.object(200, out -> BalanceJson.members(out, balance));
    }

    /** A page of all accounts. */
    public Reply accounts(Call call) {
        Body query = call.query(Set.of("cursor", "limit"));
        int limit = Query.integer(query, "limit", 1, ACCOUNTS_MAX, ACCOUNTS_DEFAULT);
        AccountPage page = page(query, limit);
        return Reply.object(200, out -> {
            out.array(
                    "accounts",
                    accounts -> page.accounts()
                            .forEach(account -> accounts.object(one -> {
                                BalanceJson.briefMembers(one, account.balance());
                                one.text("hash", account.hash());
                            })));
            out.text("nextCursor", page.nextCursor());
        });
    }

    private AccountPage page(Body query, int limit) {
        String cursor = query.textOrNull(
                "cursor", text -> text.length() <= CURSOR_LENGTH_MAX, "the nextCursor of an earlier page");
        try {
            return queries.accounts(cursor, limit);
        } catch (IllegalArgumentException notOurs) {
            throw ApiException.invalid("cursor", "cursor must be the nextCursor of an earlier page");
        }
    }
}
