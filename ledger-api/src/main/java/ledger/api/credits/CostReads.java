package ledger.api.credits;

import java.util.HashSet;
import java.util.Set;
import ledger.AccountId;
import ledger.Credits;
import ledger.api.http.Call;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.command.Cost;
import ledger.pricing.Quote;
import ledger.query.Balance;
import ledger.query.LedgerQueries;

/** What something would cost, and whether a user could pay it; nothing is charged. */
public final class CostReads {
    private static final Set<String> VALIDATE_FIELDS = validateFields();

    private final LedgerQueries queries;
    private final Quoting quoting;

    public CostReads(LedgerQueries queries, Quoting quoting) {
        this.queries = queries;
        this.quoting = quoting;
    }

    /** What a usage costs. */
    public Reply calculateCost(Call call) {
        call.query(Set.of());
        Quote quote = quoting.quote(UsageBody.read(call.body(UsageBody.FIELDS)));
        return Reply.object(200, out -> CostJson.members(out, quote));
    }

    /** Whether a user could pay an amount or a usage now. */
    public Reply validate(Call call) {
        call.query(Set.of());
        Body body = call.body(VALIDATE_FIELDS);
        AccountId account = Target.of(call.caller(), body.accountOrNull("userId"));
        Credits required = required(body);
        call.about(account, queries.position(account));
        Balance balance = queries.balance(account);
        long shortMicros = required.micros() - balance.availableMicros();
        boolean hasEnough = !required.isPositive() || shortMicros <= 0;
        return Reply.object(200, out -> {
            out.flag("hasEnoughCredits", hasEnough);
            out.credits("currentBalance", balance.balanceMicros());
            out.credits("availableCredits", balance.availableMicros());
            out.credits("requiredCredits", required);
            if (!hasEnough) {
                out.credits("shortfall", shortMicros);
            }
        });
    }

    private Credits required(Body body) {
        Cost cost = CostBody.read(body);
        return cost instanceof Cost.Metered metered
                ? quoting.quote(metered.usage()).total()
                : ((Cost.Named) cost).amount();
    }

    private static Set<String> validateFields() {
        Set<String> fields = new HashSet<>(CostBody.FIELDS);
        fields.add("userId");
        return Set.copyOf(fields);
    }
}
