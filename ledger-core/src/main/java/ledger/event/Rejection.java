package ledger.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A refusal: a value, an answer and an event, never an exception.
 *
 * @param code why
 * @param message why, for people
 * @param amounts what it was decided on, micro-credits by the name callers know, in name order
 */
public record Rejection(RejectionCode code, String message, Map<String, Long> amounts) {
    public Rejection {
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
    }
}
