package ledger.streams.steer;

import ledger.UnavailableException;
import ledger.command.PartitionCommand;
import ledger.streams.StreamsSettings;
import ledger.streams.json.Decoded;
import ledger.streams.recover.PartitionReader;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.PartitionCommandCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the command log for what is asked of whole partitions. Such records have no key, so the others are not
 * even decoded, and nothing is kept. Used by one thread.
 */
public final class PartitionCommandReader implements AutoCloseable {
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
        PartitionReader log = new PartitionReader(consumer, new TopicPartition(Topics.COMMANDS, partition));
        long end = log.end();
        log.read(from, end, record -> {
            take(record, finder);
            watcher.passed(record.offset(), end);
        });
        watcher.passed(end, end);
        return end;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static void take(ConsumerRecord<byte[], byte @Nullable []> record, Finder finder) {
        byte[] value = record.value();
        if (record.key() == null
                && value != null
                && PartitionCommandCodec.read(value) instanceof Decoded.Valid<PartitionCommand> valid
                && valid.value().partition() == record.partition()) {
            finder.found(record.offset(), valid.value());
        }
    }
}
