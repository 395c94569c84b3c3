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
 * @param facts what else it was decided on: words, ids and times as callers see them, in name order
 */
public record Rejection(RejectionCode code, String message, Map<String, Long> amounts, Map<String, String> facts) {
    public Rejection {
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** One that amounts explain. */
    public Rejection(RejectionCode code, String message, Map<String, Long> amounts) {
        this(code, message, amounts, Map.of());
    }
}
