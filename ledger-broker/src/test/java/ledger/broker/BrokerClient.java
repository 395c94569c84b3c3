package ledger.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What any client does with a broker: one topic of one partition, written to and read from the start. */
record BrokerClient(String bootstrapServers) {
    private static final TopicPartition PARTITION = new TopicPartition("commands", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NINE_MEBIBYTES = 9 * 1024 * 1024;

    void createTopic(Map<String, String> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(PARTITION.topic(), 1, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** The offset at which the broker acknowledged it. */
    long append(String value) throws ExecutionException, InterruptedException {
        return append(value, System.currentTimeMillis());
    }

    long append(String value, long timestampMillis) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, NINE_MEBIBYTES);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> appended =
                    new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), timestampMillis, "alice", value);
            return producer.send(appended).get().offset();
        }
    }

    /** Reads until so many records came or patience ends. */
    List<ConsumerRecord<String, String>> read(int count) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < deadlineNanos) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }
}
