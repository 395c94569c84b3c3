package ledger.acceptance;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** No method asks twice which member of one of our families a thing is. */
final class NoInstanceofChain extends ArchCondition<JavaClass> {
    /** Those that do so still. The list only becomes shorter: one that does so no more must be taken off. */
    private static final Set<String> STILL = Set.of(
            "ledger.api.credits.Answered",
            "ledger.api.credits.TermsJson",
            "ledger.cli.load.Outcomes",
            "ledger.streams.webhook.WebhookDelivery",
            "ledger.streams.wire.PatchJson");

    private final Set<String> expected = new HashSet<>(STILL);

    NoInstanceofChain() {
        super("ask in no method twice which member of a family a thing is");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        List<String> chains = type.getCodeUnits().stream()
                .filter(NoInstanceofChain::isChain)
                .map(JavaCodeUnit::getFullName)
                .toList();
        if (!chains.isEmpty() && !expected.remove(type.getName())) {
            events.add(violated(type, "chains of instanceof: " + chains));
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        expected.forEach(name -> events.add(violated(name, name + " has no chain any more: take it off the list")));
    }

    private static boolean isChain(JavaCodeUnit unit) {
        Set<JavaClass> families = new HashSet<>();
        Set<JavaClass> asked = new HashSet<>();
        for (InstanceofCheck check : unit.getInstanceofChecks()) {
            JavaClass member = check.getRawType();
            if (!asked.add(member)) {
                continue;
            }
            for (JavaClass family : member.getAllRawInterfaces()) {
                if (family.getPackageName().startsWith("ledger") && !families.add(family)) {
                    return true;
                }
            }
        }
        return false;
    }
}
