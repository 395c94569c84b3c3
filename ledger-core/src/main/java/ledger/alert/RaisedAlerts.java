package ledger.alert;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of an account that are true. They raise no further alarm until they have been untrue.
 *
 * @param untilByName until when, by the name of the rule, exclusive, epoch milliseconds: the end of the budget's
 *     window, or {@link #NO_END}
 */
public record RaisedAlerts(Map<String, Long> untilByName) {
    public static final RaisedAlerts NONE = new RaisedAlerts(Map.of());

    static final long NO_END = Long.MAX_VALUE;

    public RaisedAlerts {
        untilByName = Collections.unmodifiableMap(new TreeMap<>(untilByName));
    }

    /** Whether a rule was true and still counts as such at a time. */
    boolean contains(String name, long nowMillis) {
        return untilByName.getOrDefault(name, Long.MIN_VALUE) > nowMillis;
    }
}
