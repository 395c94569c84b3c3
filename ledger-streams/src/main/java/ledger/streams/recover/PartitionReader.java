package ledger.streams.recover;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import ledger.UnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads stretches of one partition with a consumer of committed records. Used by one thread. */
public final class PartitionReader {
    /** A working broker answers in milliseconds. One that has sent nothing for so long will send nothing soon. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    /** The consumer stays the caller's to close, and is assigned to the partition alone. */
    public PartitionReader(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        this.consumer = consumer;
        this.partition = partition;
        consumer.assign(List.of(partition));
    }

    /** Offset of the first record in the partition. */
    long begin() {
        return answered(() -> consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L));
    }

    /** Offset after the last record that is committed. */
    long end() {
        return answered(() -> consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L));
    }

    /**
     * Passes on the records of a stretch, in order.
     *
     * @param from offset of the first
     * @param until offset after the last
     * @throws UnavailableException if the broker stops answering before the end
     */
    public void read(long from, long until, Consumer<ConsumerRecord<byte[], byte @Nullable []>> records) {
        seek(from);
        long heardNanos = System.nanoTime();
        while (position() < until) {
            long before = position();
            next().forEach(record -> {
                if (record.offset() < until) {
                    records.accept(record);
                }
            });
            if (position() != before) {
                heardNanos = System.nanoTime();
            } else if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
                throw new UnavailableException(partition + " sends nothing from offset " + before + " on");
            }
        }
    }

    void seek(long offset) {
        consumer.seek(partition, offset);
    }

    /** Offset of the next record to be read. */
    long position() {
        return answered(() -> consumer.position(partition));
    }

    /** The records that arrive within a moment, perhaps none. */
    List<ConsumerRecord<byte[], byte @Nullable []>> next() {
        return answered(() -> List.copyOf(consumer.poll(POLL).records(partition)));
    }

    private static <T> T answered(java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException failed) {
            throw new UnavailableException("the broker does not answer", failed);
        }
    }
}
