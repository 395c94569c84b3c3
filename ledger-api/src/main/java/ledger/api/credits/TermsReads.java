package ledger.api.credits;

import java.time.InstantSource;
import java.util.Set;
import ledger.AccountId;
import ledger.account.Terms;
import ledger.api.http.Call;
import ledger.api.http.Endpoint;
import ledger.api.http.Reply;
import ledger.api.http.json.JsonWriter;
import ledger.query.LedgerQueries;

/** What was agreed with a user: plan, limits and when to raise alarms. */
public final class TermsReads {
    private final LedgerQueries queries;
    private final InstantSource clock;

    public TermsReads(LedgerQueries queries, InstantSource clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** What the user subscribed to. */
    public Endpoint.Immediate plan() {
        return call -> read(call, (out, account, terms) -> TermsJson.plan(out, account, terms.plan()));
    }

    /** How far the user may go, and what is left of each budget. */
    public Endpoint.Immediate limits() {
        return call ->
                read(call, (out, account, terms) -> TermsJson.limits(out, account, terms.limits(), clock.millis()));
    }

    /** When alarms are raised. */
    public Endpoint.Immediate alerts() {
        return call -> read(call, (out, account, terms) -> TermsJson.alerts(out, account, terms.alerts()));
    }

    private Reply read(Call call, Shown shown) {
        AccountId account =
                Target.of(call.caller(), call.query(Set.of("userId")).accountOrNull("userId"));
        call.about(account, queries.position(account));
        Terms terms = queries.terms(account);
        return Reply.object(200, out -> shown.members(out, account, terms));
    }

    /** Writes a part of the terms. */
    private interface Shown {
        void members(JsonWriter out, AccountId account, Terms terms);
    }
}
