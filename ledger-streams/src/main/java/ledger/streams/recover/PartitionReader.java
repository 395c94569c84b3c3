package ledger.streams.recover;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import ledger.UnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads stretches of one partition with a consumer that reads what is committed. Used by one thread. */
public final class PartitionReader {
    /**
     * A broker that is there answers in milliseconds; what has sent nothing for so long will not soon, and a task that
     * reads must give up before its group does.
     */
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

    /** Offset of the first record that is there. */
    long begin() {
        return answered(() -> consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L));
    }

    /** Offset after the last record that is committed. */
    public long end() {
        return answered(() -> consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L));
    }

    /**
     * Passes on the records of a stretch, in order.
     *
     * @param from offset of the first
     * @param until offset after the last
     * @throws UnavailableException where the broker falls silent in the middle of it
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

    /** What there is within a moment, which may be nothing. */
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
