package ledger.api.credits;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.AccountId;
import ledger.HoldRef;
import ledger.api.http.Call;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.fold.HoldRecord;
import ledger.query.LedgerQueries;

/** Holds: one, and those that are open. */
public final class HoldReads {
    private final LedgerQueries queries;

    public HoldReads(LedgerQueries queries) {
        this.queries = queries;
    }

    /** The open holds of a user, oldest first; there is a bound on how many. */
    public Reply open(Call call) {
        Body query = call.query(Set.of("userId"));
        AccountId account = Target.of(call.caller(), query.accountOrNull("userId"));
        call.about(account, queries.position(account));
        List<HoldRecord> holds = queries.holds(account);
        return Reply.array(200, all -> holds.forEach(hold -> all.object(one -> HoldJson.members(one, hold))));
    }

    /** One hold, whatever became of it. */
    public Reply one(Call call) {
        AccountId named = call.query(Set.of("userId")).accountOrNull("userId");
        Optional<HoldRef> id = HoldRef.parse(call.pathParameter("id"))
                .filter(found -> Target.mayUseId(call.caller(), found.account(), named));
        if (id.isEmpty()) {
            throw Target.noSuch("hold");
        }
        AccountId account = id.get().account();
        call.about(account, queries.position(account));
        HoldRecord hold = queries.hold(id.get()).orElseThrow(() -> Target.noSuch("hold"));
        return Reply.object(200, out -> HoldJson.members(out, hold));
    }
}
