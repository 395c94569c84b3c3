package ledger.streams.recover;

import java.util.Optional;
import java.util.function.IntFunction;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Finds the last published event of each partition. Used by one thread. */
public final class LastEvents implements IntFunction<Optional<LastEvent>>, AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;

    /** Reads with a consumer of its own. */
    public LastEvents(StreamsSettings settings) {
        consumer = new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "recover-events"));
    }

    @Override
    public Optional<LastEvent> apply(int partition) {
        TopicPartition events = new TopicPartition(Topics.EVENTS, partition);
        return EventsTail.last(new PartitionReader(consumer, events), partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
