package ledger.api.credits;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.AccountId;
import ledger.HoldId;
import ledger.OwnedId;
import ledger.account.Terms;
import ledger.api.http.Call;
import ledger.api.http.Query;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.api.http.json.JsonWriter;
import ledger.fold.HoldRecord;
import ledger.query.AccountPage;
import ledger.query.Balance;
import ledger.query.LedgerQueries;

/** What users have, and what was agreed with them: balances, holds, and terms. */
public final class AccountReads {
    private static final int ACCOUNTS_DEFAULT = 50;
    private static final int ACCOUNTS_MAX = 200;
    /** Longer than any cursor of ours. */
    private static final int CURSOR_LENGTH_MAX = 1_024;

    private static final Set<String> BALANCE_PARAMETERS = Set.of("userId", "at");

    private final LedgerQueries queries;
    private final Clock clock;

    public AccountReads(LedgerQueries queries, Clock clock) {
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

    /** The open holds of a user, oldest first; there is a bound on how many. */
    public Reply holds(Call call) {
        AccountId account = account(call);
        List<HoldRecord> holds = queries.holds(account);
        return Reply.array(200, all -> holds.forEach(hold -> all.object(one -> HoldJson.members(one, hold))));
    }

    /** One hold, whatever became of it. */
    public Reply hold(Call call) {
        AccountId named = call.query(Set.of("userId")).accountOrNull("userId");
        OwnedId.Named id = Target.id(call.caller(), named, call.pathParameter("id"), OwnedId.HOLD, "hold");
        call.about(id.account(), queries.position(id.account()));
        HoldRecord hold =
                queries.hold(id.account(), new HoldId(id.sequence())).orElseThrow(() -> Target.noSuch("hold"));
        return Reply.object(200, out -> HoldJson.members(out, hold));
    }

    /** What the user subscribed to. */
    public Reply plan(Call call) {
        return terms(call, (out, account, terms) -> TermsJson.plan(out, account, terms.plan()));
    }

    /** How far the user may go, and what is left of each budget. */
    public Reply limits(Call call) {
        return terms(call, (out, account, terms) -> TermsJson.limits(out, account, terms.limits(), clock.millis()));
    }

    /** When alarms are raised. */
    public Reply alerts(Call call) {
        return terms(call, (out, account, terms) -> TermsJson.alerts(out, account, terms.alerts()));
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

    private Reply terms(Call call, Shown shown) {
        AccountId account = account(call);
        Terms terms = queries.terms(account);
        return Reply.object(200, out -> shown.members(out, account, terms));
    }

    /** Of a request whose query is a user at most. */
    private AccountId account(Call call) {
        AccountId account =
                Target.of(call.caller(), call.query(Set.of("userId")).accountOrNull("userId"));
        call.about(account, queries.position(account));
        return account;
    }

    /** Writes a part of the terms. */
    private interface Shown {
        void members(JsonWriter out, AccountId account, Terms terms);
    }
}
