package ledger.streams.topology;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import ledger.UnavailableException;
import ledger.command.PartitionCommand;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.Decoded;
import ledger.streams.wire.PartitionCommandCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Passes over the command log for what is asked of whole partitions. Such records have no key, so the others are not
 * even decoded, and nothing is kept. Used by one thread.
 */
public final class PartitionCommandReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    /** A broker that gives nothing for so long is gone; a task that reads must give up before its group does. */
    private static final long SILENCE_NANOS_MAX = 30_000_000_000L;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Connects when it first reads. */
    public PartitionCommandReader(StreamsSettings settings) {
        consumer = new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "rules"));
    }

    /** Told what was found, in the order of the log. */
    @FunctionalInterface
    public interface Finder {
        void found(long offset, PartitionCommand command);
    }

    /** Told how far the reading is. */
    @FunctionalInterface
    public interface Watcher {
        /** Nobody watches. */
        Watcher NONE = (offset, end) -> {};

        void passed(long offset, long end);
    }

    /**
     * Reads one partition from an offset to the end it has now, and returns that end. Throws
     * {@link UnavailableException} where the broker falls silent.
     */
    public long read(int partition, long from, Finder finder, Watcher watcher) {
        TopicPartition log = new TopicPartition(Topics.COMMANDS, partition);
        consumer.assign(Set.of(log));
        long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
        if (from >= end) {
            return end;
        }
        consumer.seek(log, from);
        long heardNanos = System.nanoTime();
        for (long at = from; at < end; at = consumer.position(log)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty() || consumer.position(log) > at) {
                heardNanos = System.nanoTime();
            } else if (System.nanoTime() - heardNanos > SILENCE_NANOS_MAX) {
                throw new UnavailableException("the broker gives no records of " + log);
            }
            records.forEach(record -> take(record, finder));
            watcher.passed(consumer.position(log), end);
        }
        return end;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Finder finder) {
        if (record.key() == null
                && record.value() != null
                && PartitionCommandCodec.read(record.value()) instanceof Decoded.Valid<PartitionCommand> valid
                && valid.value().partition() == record.partition()) {
            finder.found(record.offset(), valid.value());
        }
    }
}
