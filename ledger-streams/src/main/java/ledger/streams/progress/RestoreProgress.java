package ledger.streams.progress;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Which stores are being restored, and how much of them is left. Thread-safe. */
public final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();
    private final LongAdder restoredRecords = new LongAdder();
    private final LongAdder done = new LongAdder();

    /** How many are being restored. */
    public int running() {
        return left.size();
    }

    /** How many records of changelogs are left to read for them; one has the rows of some hundred commands. */
    public long recordsLeft() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records were read since the start. */
    public long restoredRecords() {
        return restoredRecords.sum();
    }

    /** How many restores were brought to their end since the start. */
    public long done() {
        return done.sum();
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long startOffset, long endOffset) {
        left.put(changelog, Math.max(0, endOffset - startOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEndOffset, long records) {
        restoredRecords.add(records);
        left.computeIfPresent(changelog, (of, before) -> Math.max(0, before - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
        done.increment();
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }
}
