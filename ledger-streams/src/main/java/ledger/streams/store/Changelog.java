package ledger.streams.store;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.query.Position;
import org.jspecify.annotations.Nullable;

/**
 * The topic that a store of one task is restored from. Kafka Streams lets only its own stores write there, through
 * interfaces that are not public: this class and {@link RowStore} are the ones that use them.
 */
final class Changelog implements UnsavedRows.Log {
    private final InternalProcessorContext<?, ?> context;
    private final String store;
    private final TopicPartition partition;
    private int lastChecksum;

    /** Of a store that is logged, as it is opened. */
    Changelog(StateStoreContext context, String store) {
        if (!(context instanceof InternalProcessorContext<?, ?> internal)) {
            throw new IllegalStateException("store " + store + " is logged, and is opened outside a topology");
        }
        this.context = internal;
        this.store = store;
        this.partition = new TopicPartition(
                internal.changelogFor(store), internal.taskId().partition());
    }

    @Override
    public long timeMillis() {
        ProcessorRecordContext record = context.recordContext();
        return record == null ? 0 : Math.max(0, record.timestamp());
    }

    @Override
    public void append(RowBlock block, long timeMillis) {
        lastChecksum = ChangelogMark.checksum(block.key(), block.value());
        context.logChange(
                store,
                Bytes.wrap(block.key()),
                block.value(),
                timeMillis,
                new RecordHeaders(),
                Position.emptyPosition());
    }

    @Override
    public @Nullable ChangelogMark mark() {
        Long offset = context instanceof RecordCollector.Supplier task
                ? task.recordCollector().offsets().get(partition)
                : null;
        return offset == null ? null : new ChangelogMark(offset, lastChecksum);
    }

    @Override
    public void requestCommit() {
        context.commit();
    }

    /** Its offset among those of several, or null. */
    @Nullable
    Long offsetIn(Map<TopicPartition, Long> offsets) {
        return offsets.get(partition);
    }

    boolean isOf(TopicPartition other) {
        return partition.equals(other);
    }
}
