package ledger.streams.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;

/** How webhooks do, all targets together. Thread-safe. */
public final class WebhookCounts {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<Place, Integer> waiting = new ConcurrentHashMap<>();

    private record Place(String target, TopicPartition partition) {}

    WebhookCounts() {}

    /** Messages that a target has taken since the start. */
    public long delivered() {
        return delivered.sum();
    }

    /** Attempts that failed since the start; each alarm is tried again, until it is given up. */
    public long failed() {
        return failed.sum();
    }

    /** Alarms that failed and wait to be tried again. */
    public int waiting() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    void attempted(boolean isTaken) {
        (isTaken ? delivered : failed).increment();
    }

    void waiting(String target, TopicPartition partition, int alerts) {
        waiting.put(new Place(target, partition), alerts);
    }

    /** The partition of a target is another instance's, or the target is gone. */
    void forget(String target, TopicPartition partition) {
        waiting.remove(new Place(target, partition));
    }
}
