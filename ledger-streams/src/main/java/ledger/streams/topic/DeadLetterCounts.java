package ledger.streams.topic;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many dead letters this process has written, by code. One that was written again counts again. Thread-safe. */
public final class DeadLetterCounts {
    /** There are few codes. The bound keeps a mistake of ours from filling memory. */
    private static final int CODES_MAX = 64;

    private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private DeadLetterCounts() {}

    /** Counts by code. */
    public static Map<String, Long> byCode() {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.forEach((code, count) -> counts.put(code, count.sum()));
        return counts;
    }

    static void written(String code) {
        LongAdder count = COUNTS.get(code);
        if (count == null && COUNTS.size() < CODES_MAX) {
            count = COUNTS.computeIfAbsent(code, first -> new LongAdder());
        }
        if (count != null) {
            count.increment();
        }
    }
}
