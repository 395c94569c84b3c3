package ledger.api.credits;

import java.util.HashSet;
import java.util.Set;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.command.Cost;

/** Reads how much: an amount, or a usage that will be priced. */
final class CostBody {
    /** The fields of either. */
    static final Set<String> FIELDS = fields();

    private CostBody() {}

    static Cost read(Body body) {
        boolean isUsage = UsageBody.isIn(body);
        if (isUsage && body.has("amount")) {
            throw body.invalid("amount", " cannot stand beside a usage: send one of the two");
        }
        return isUsage
                ? new Cost.Metered(UsageBody.read(body), null)
                : new Cost.Named(Amounts.positive(body, "amount"));
    }

    private static Set<String> fields() {
        Set<String> fields = new HashSet<>(UsageBody.FIELDS);
        fields.add("amount");
        return Set.copyOf(fields);
    }
}
