package ledger.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of one account, each with a name of its own.
 *
 * @param rules at most {@value #COUNT_MAX}
 */
public record AlertRules(List<AlertRule> rules) {
    /** More than a person can heed; and they lie in the account's row, which every command writes. */
    public static final int COUNT_MAX = 16;

    public static final int NAME_LENGTH_MAX = 64;

    public static final AlertRules NONE = new AlertRules(List.of());

    public AlertRules {
        rules = List.copyOf(rules);
        Set<String> names = new TreeSet<>();
        for (AlertRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two alert rules have one name");
            }
        }
        if (rules.size() > COUNT_MAX) {
            throw new IllegalArgumentException("an account has at most " + COUNT_MAX + " alert rules");
        }
    }
}
