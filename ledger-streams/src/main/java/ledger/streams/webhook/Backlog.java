package ledger.streams.webhook;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentSkipListMap;
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
    /** The last attempt is 27 minutes after the first: as long as a receiver's deployment goes wrong. */
    private static final int ATTEMPTS_MAX = 12;

    private static final long DELAY_MILLIS_MIN = 1_000;
    private static final long DELAY_MILLIS_MAX = 600_000;
    /** An alarm so old is news to nobody: it is tried once, so that a queue behind a dead target ends. */
    private static final long AGE_MILLIS_MAX = 86_400_000;

    private final NavigableMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();
    private long next;
    private int failuresInRow;

    /**
     * An alarm that waits.
     *
     * @param attempts how many have failed
     * @param notBeforeMillis when the next one may be, epoch milliseconds
     * @param alert null until it was read again after a restart
     */
    record Waiting(
            int attempts, long notBeforeMillis, @Nullable ConsumerRecord<byte[], byte @Nullable []> alert) {
        /** Whether the alarm, now that it has failed, is given up. */
        boolean isLast(long nowMillis) {
            return attempts >= ATTEMPTS_MAX || (alert != null && nowMillis - alert.timestamp() > AGE_MILLIS_MAX);
        }
    }

    private Backlog(long next) {
        this.next = next;
    }

    /** Nothing waits, and an offset comes next. */
    static Backlog at(long offset) {
        return new Backlog(offset);
    }

    /** Reads the text beside an offset; what is none of ours is a new start there. */
    static Backlog parse(long offset, String text) {
        String[] parts = text.split("[ :]", -1);
        try {
            Backlog backlog = new Backlog(text.isEmpty() ? offset : Long.parseLong(parts[0]));
            for (int i = 1; i < parts.length; i += 3) {
                Waiting one = new Waiting(Integer.parseInt(parts[i + 1]), Long.parseLong(parts[i + 2]), null);
                backlog.waiting.put(Long.parseLong(parts[i]), one);
            }
            return backlog;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return new Backlog(offset);
        }
    }

    /** As the text beside {@link #offset}: the next, and of each that waits {@code offset:attempts:notBefore}. */
    String text() {
        StringJoiner text = new StringJoiner(" ", waiting.isEmpty() ? "" : next + " ", "");
        waiting.forEach((offset, one) -> text.add(offset + ":" + one.attempts + ":" + one.notBeforeMillis));
        return text.toString();
    }

    /** The first that is neither taken nor given up. */
    long offset() {
        return waiting.isEmpty() ? next : waiting.firstKey();
    }

    /** How many alarms wait. Any thread may ask. */
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
        waiting.computeIfPresent(
                alert.offset(), (offset, one) -> new Waiting(one.attempts, one.notBeforeMillis, alert));
    }

    /** The oldest that may be tried again now, and is behind no other of its user. */
    Optional<Waiting> due(long nowMillis) {
        Set<ByteBuffer> users = new HashSet<>();
        return waiting.values().stream()
                .filter(one -> one.alert != null && users.add(user(one.alert)) && one.notBeforeMillis <= nowMillis)
                .findFirst();
    }

    /** Lets an alarm wait behind another of its user. */
    void queue(ConsumerRecord<byte[], byte @Nullable []> alert) {
        put(alert, 0, 0);
    }

    /** Lets an alarm wait that has failed: twice as long as before. */
    Waiting failed(ConsumerRecord<byte[], byte @Nullable []> alert, long nowMillis) {
        failuresInRow++;
        Waiting before = waiting.get(alert.offset());
        int attempts = before == null ? 0 : before.attempts;
        long delay = Math.min(DELAY_MILLIS_MIN << Math.min(attempts, ATTEMPTS_MAX), DELAY_MILLIS_MAX);
        return put(alert, attempts + 1, nowMillis + delay);
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

    private Waiting put(ConsumerRecord<byte[], byte @Nullable []> alert, int attempts, long notBeforeMillis) {
        Waiting one = new Waiting(attempts, notBeforeMillis, alert);
        waiting.put(alert.offset(), one);
        next = Math.max(next, alert.offset() + 1);
        return one;
    }

    private static ByteBuffer user(ConsumerRecord<byte[], byte @Nullable []> alert) {
        byte @Nullable [] key = alert.key();
        return ByteBuffer.wrap(key == null ? new byte[0] : key);
    }
}
