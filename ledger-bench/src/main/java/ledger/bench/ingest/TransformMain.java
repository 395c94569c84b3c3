package ledger.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                arguments[0],
                                ConsumerConfig.GROUP_ID_CONFIG,
                                GROUP,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                arguments[0],
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                64 << 10,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "none"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
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
