package ledger.streams.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Publishes again what was published, as a mirror that was set up wrong does. */
final class EventCopies implements AutoCloseable {
    private static final int KNOWN_MAX = 2_000;

    private final KafkaConsumer<byte[], byte[]> reader;
    private final List<ConsumerRecord<byte[], byte[]>> known = new ArrayList<>();
    private final Random random;

    EventCopies(StreamsSettings settings, Random random) {
        this.random = random;
        reader = new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "mirror"));
        List<TopicPartition> partitions = reader.partitionsFor(Topics.EVENTS).stream()
                .map(partition -> new TopicPartition(Topics.EVENTS, partition.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
    }

    /** Some records of the events in the order in which they stood there, copies among them; none at first. */
    List<ProducerRecord<byte[], byte[]>> some() {
        reader.poll(Duration.ofMillis(1)).forEach(this::know);
        List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>();
        if (!known.isEmpty()) {
            int from = random.nextInt(known.size());
            int to = Math.min(known.size(), from + random.nextInt(100));
            known.subList(from, to).forEach(event -> some.add(copy(event)));
        }
        return some;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void know(ConsumerRecord<byte[], byte[]> event) {
        if (known.size() < KNOWN_MAX) {
            known.add(event);
        } else {
            known.set(random.nextInt(KNOWN_MAX), event);
        }
    }

    private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> event) {
        return new ProducerRecord<>(event.topic(), event.partition(), event.key(), event.value(), event.headers());
    }
}
