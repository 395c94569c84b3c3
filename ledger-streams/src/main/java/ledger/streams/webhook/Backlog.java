package ledger.streams.webhook;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far the delivery of one partition to one target has come: which alarms failed and wait, and which comes next. One
 * that fails lets those of other users pass; where two fail in a row the target is down, and only what failed is tried
 * again until it is taken. As text it stands beside the committed offset, so that another instance goes on with it.
 */
final class Backlog {
    /** So many wait at once: enough for users whom a receiver refuses, and few enough to stand beside an offset. */
    static final int WAITING_MAX = 16;

    private static final int FAILURES_OF_ONE_DOWN = 2;

    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private long next;
    private int failuresInRow;

    /** An alarm that waits; null until it was read again after a restart. */
    record Waiting(RetryState state, @Nullable ConsumerRecord<byte[], byte @Nullable []> alert) {}

    private Backlog(long next) {
        this.next = next;
    }

    /** Nothing waits, and an offset comes next. */
    static Backlog at(long offset) {
        return new Backlog(offset);
    }

    /** Reads the text beside an offset; what is none of ours is a new start there. */
    static Backlog parse(long offset, String text) {
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 2 && !text.contains(":")) {
                // As it was written when one alarm held up all others.
                Backlog single = new Backlog(offset + 1);
                single.waiting.put(offset, new Waiting(RetryState.parse(text), null));
                return single;
            }
            Backlog backlog = new Backlog(text.isEmpty() ? offset : Long.parseLong(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                String[] one = parts[i].split(":", 2);
                backlog.waiting.put(
                        Long.parseLong(one[0]), new Waiting(RetryState.parse(one[1].replace(':', ' ')), null));
            }
            return backlog;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return new Backlog(offset);
        }
    }

    /** As the text beside {@link #offset}. */
    String text() {
        StringJoiner text = new StringJoiner(" ");
        if (!waiting.isEmpty()) {
            text.add(Long.toString(next));
            waiting.forEach(
                    (offset, one) -> text.add(offset + ":" + one.state.text().replace(' ', ':')));
        }
        return text.toString();
    }

    /** The first that is neither taken nor given up. */
    long offset() {
        return waiting.isEmpty() ? next : waiting.firstKey();
    }

    /** How many alarms wait. */
    int size() {
        return waiting.size();
    }

    /** Whether an offset was not looked at before. */
    boolean isNew(long offset) {
        return offset >= next;
    }

    /** Whether the next may be looked at. */
    boolean isOpen() {
        return waiting.isEmpty() || (waiting.size() < WAITING_MAX && failuresInRow < FAILURES_OF_ONE_DOWN);
    }

    /** Whether an earlier alarm of the same user waits. */
    boolean isBehind(ConsumerRecord<byte[], byte @Nullable []> alert) {
        return waiting.values().stream()
                .anyMatch(one -> one.alert != null && user(one.alert).equals(user(alert)));
    }

    /** An alarm that waits was read again. */
    void found(ConsumerRecord<byte[], byte @Nullable []> alert) {
        waiting.computeIfPresent(alert.offset(), (offset, one) -> new Waiting(one.state, alert));
    }

    /** The oldest that may be tried again now, and is behind no other of its user. */
    Optional<Waiting> due(long nowMillis) {
        Set<ByteBuffer> users = new HashSet<>();
        for (Map.Entry<Long, Waiting> one : waiting.entrySet()) {
            var alert = one.getValue().alert;
            if (alert != null && users.add(user(alert)) && one.getValue().state.notBeforeMillis() <= nowMillis) {
                return Optional.of(one.getValue());
            }
        }
        return Optional.empty();
    }

    /** Lets an alarm wait behind another of its user. */
    void queue(ConsumerRecord<byte[], byte @Nullable []> alert) {
        put(alert, RetryState.NEW);
    }

    /** Lets an alarm wait that has failed. */
    void failed(ConsumerRecord<byte[], byte @Nullable []> alert, RetryState state) {
        failuresInRow++;
        put(alert, state);
    }

    /** The target has taken an alarm. */
    void taken(long offset) {
        failuresInRow = 0;
        passed(offset);
    }

    /** There is nothing left to do for an alarm. */
    void passed(long offset) {
        waiting.remove(offset);
        next = Math.max(next, offset + 1);
    }

    private void put(ConsumerRecord<byte[], byte @Nullable []> alert, RetryState state) {
        waiting.put(alert.offset(), new Waiting(state, alert));
        next = Math.max(next, alert.offset() + 1);
    }

    private static ByteBuffer user(ConsumerRecord<byte[], byte @Nullable []> alert) {
        byte @Nullable [] key = alert.key();
        return ByteBuffer.wrap(key == null ? new byte[0] : key);
    }
}
