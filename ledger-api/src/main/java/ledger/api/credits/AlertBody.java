package ledger.api.credits;

import java.util.Arrays;
import java.util.List;
import ledger.Credits;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertRules;
import ledger.account.AlertType;
import ledger.api.body.BodyField;
import ledger.api.body.BodyShape;
import ledger.api.body.BodyType;
import ledger.api.body.BodyTypes;
import ledger.api.http.json.Body;

/** When to raise an alarm, as bodies say it. */
final class AlertBody {
    private static final int PERCENT_MAX = 100;
    private static final String NAME = "name";
    private static final String TEXT = """
            `REMAINING`: what is available falls to the threshold or below it. `USED`: what is gone of the live grants rises to it.
            `DEBT`: the user owes something. `BUDGET`: what is used of the budget of `window`, holds included, rises to it. The
            threshold is an `amount` or a `percent`: of what the live grants gave, or of the budget.
            """;

    private static final BodyShape<Threshold> THRESHOLD = BodyShape.of(of -> {
        BodyField<Credits> amount = of.optional("amount", BodyTypes.FROM_ZERO.orNull());
        BodyField<Integer> percent =
                of.optional("percent", BodyTypes.whole(0, PERCENT_MAX).orNull());
        return in -> {
            Credits credits = amount.orNull(in);
            Integer share = percent.orNull(in);
            if (credits != null && share != null) {
                throw in.invalid(percent.name(), " cannot stand beside amount: send one of the two");
            }
            return share == null ? Threshold.amount(amount.get(in)) : Threshold.percent(share);
        };
    });

    /** The rules of a user, each with a name of its own. */
    static final BodyType<List<AlertRule>> RULES = BodyTypes.list(
            "AlertRule",
            BodyShape.of(of -> {
                of.text(TEXT);
                BodyField<String> name = of.required(
                        NAME,
                        BodyTypes.name(AlertRules.NAME_LENGTH_MAX).says("Unlike that of the user's other rules."));
                BodyField<AlertType> measure =
                        of.required("measure", BodyTypes.choice(Arrays.asList(AlertType.values())));
                BodyField<Period> window =
                        of.optional("window", BodyParts.WINDOW.orNull().says("Only with BUDGET."));
                of.part(THRESHOLD);
                return in -> rule(in, name.get(in), measure.get(in), window);
            }),
            AlertRules.COUNT_MAX,
            AlertRule::name,
            NAME,
            " is the name of another rule too");

    private AlertBody() {}

    private static AlertRule rule(Body in, String name, AlertType measure, BodyField<Period> window) {
        if (measure != AlertType.BUDGET && window.orNull(in) != null) {
            throw in.invalid(window.name(), " may only stand beside measure BUDGET");
        }
        return switch (measure) {
            case REMAINING -> AlertRule.remaining(name, THRESHOLD.read(in));
            case USED -> AlertRule.used(name, THRESHOLD.read(in));
            case DEBT -> inDebt(in, name);
            case BUDGET -> AlertRule.budgetUsed(name, window.get(in), THRESHOLD.read(in));
        };
    }

    private static AlertRule inDebt(Body in, String name) {
        for (BodyField<?> field : THRESHOLD.fields().all()) {
            if (in.has(field.name())) {
                throw in.invalid(field.name(), " may not stand beside measure DEBT: any debt is one");
            }
        }
        return AlertRule.inDebt(name);
    }
}
