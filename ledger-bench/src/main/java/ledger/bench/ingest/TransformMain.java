package ledger.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ledger.bench.process.Kafka;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reads usage events, parses each, and writes it to another topic keyed by its user; at least once, nothing is kept.
 */
public final class TransformMain {
    static final String GROUP = "bench-transform";
    static final String TOPIC = "bench.transformed";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final JsonMapper JSON = new JsonMapper();

    private TransformMain() {}

    /** Takes the broker's address; ends when it is killed. */
    @SuppressWarnings("FutureReturnValueIgnored") // A flush waits for all; offsets show a failure.
    public static void main(String[] arguments) throws IOException {
        try (Consumer<byte[], byte[]> consumer =
                        Kafka.consumer(arguments[0], Map.of(ConsumerConfig.GROUP_ID_CONFIG, GROUP));
                Producer<byte[], byte[]> producer = Kafka.producer(arguments[0], Map.of())) {
            consumer.subscribe(List.of(Topics.USAGE));
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    JsonNode event = JSON.readTree(record.value());
                    byte[] key = event.path("subject").asText().getBytes(StandardCharsets.UTF_8);
                    producer.send(new ProducerRecord<>(TOPIC, key, JSON.writeValueAsBytes(event)));
                }
                if (!records.isEmpty()) {
                    producer.flush();
                    consumer.commitSync();
                }
            }
        }
    }
}
