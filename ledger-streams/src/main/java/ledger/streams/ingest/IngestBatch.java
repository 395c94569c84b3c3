package ledger.streams.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records that are appended together, and the offsets to begin again from if that fails. */
final class IngestBatch {
    private static final Duration POLL_WAIT = Duration.ofMillis(500);
    /** Enough records to share one wait for their acknowledgements. */
    private static final int RECORDS_MAX = 500;
    /**
     * Unpacked bytes, plus those of one poll. Together with the commands made from them they fit into the heap of a
     * small ledger.
     */
    private static final long BYTES_MAX = 16 << 20;

    private final List<ConsumerRecord<byte[], byte @Nullable []>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
    private long bytes;

    /**
     * Takes what is there.
     *
     * @param isCareful whether each poll unpacks one record; if not, one that does not fit into memory is thrown
     * @return whether the next record does not fit into memory: what stands before it is to be appended first
     */
    boolean fill(Consumer<byte[], byte @Nullable []> consumer, boolean isCareful) {
        try {
            poll(consumer);
            return false;
        } catch (OutOfMemoryError tooLarge) {
            if (!isCareful) {
                throw tooLarge;
            }
            return true;
        }
    }

    /** A poll unpacks few records, as they may be large; small ones are gathered. */
    private void poll(Consumer<byte[], byte @Nullable []> consumer) {
        ConsumerRecords<byte[], byte @Nullable []> polled = consumer.poll(POLL_WAIT);
        while (!polled.isEmpty()) {
            polled.forEach(this::add);
            if (records.size() >= RECORDS_MAX || bytes >= BYTES_MAX) {
                return;
            }
            polled = consumer.poll(Duration.ZERO);
        }
    }

    private void add(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte @Nullable [] value = record.value();
        records.add(record);
        bytes += value == null ? 0 : value.length;
        firstOffsets.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset());
    }

    List<ConsumerRecord<byte[], byte @Nullable []>> records() {
        return records;
    }

    /**
     * Goes back to the first record of each partition that is still ours. The new owner of another partition begins
     * where we committed.
     */
    void rewind(Consumer<?, ?> consumer) {
        firstOffsets.forEach((partition, offset) -> {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
    }
}
