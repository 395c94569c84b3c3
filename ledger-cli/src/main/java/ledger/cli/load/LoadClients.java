package ledger.cli.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import ledger.UnavailableException;
import ledger.cli.load.Outcomes.Place;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.Topics;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The two sides of the ledger that a load uses: the topic for usage, and the topics with the outcomes. */
final class LoadClients implements AutoCloseable {
    /** A Kafka that is there answers in milliseconds; one that starts, within seconds. */
    private static final int TIMEOUT_MILLIS = 10_000;

    private static final int DELIVERY_TIMEOUT_MILLIS = 60_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private LoadClients(KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer) {
        this.producer = producer;
        this.consumer = consumer;
    }

    /** Opens both. Outcomes from now on will be received. Throws {@link UnavailableException}. */
    static LoadClients open(String bootstrapServers, Map<String, String> clientProperties) {
        Map<String, Object> base = new HashMap<>(clientProperties);
        base.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        LoadClients wires = null;
        try {
            wires = new LoadClients(
                    new KafkaProducer<>(producing(base), new ByteArraySerializer(), new ByteArraySerializer()),
                    new KafkaConsumer<>(consuming(base), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
            wires.listen();
            return wires;
        } catch (KafkaException unreachable) {
            if (wires != null) {
                wires.close();
            }
            throw new UnavailableException(
                    "no Kafka of a ledger answers at " + bootstrapServers
                            + "; start the ledger, or set LEDGER_KAFKA_BOOTSTRAP_SERVERS to where it is",
                    unreachable);
        }
    }

    /** Publishes records and returns when all are durable, with the place of each. */
    List<Place> publish(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            sent.add(producer.send(record));
        }
        producer.flush();
        List<Place> places = new ArrayList<>();
        for (Future<RecordMetadata> each : sent) {
            try {
                RecordMetadata metadata = each.get();
                places.add(new Place(metadata.partition(), metadata.offset()));
            } catch (ExecutionException lost) {
                throw new UnavailableException(
                        "usage could not be published: " + lost.getCause()
                                + "; load the file again, nothing is charged twice",
                        lost);
            }
        }
        return places;
    }

    /** Passes on the outcomes that have arrived. Waits at most this long for the first of them. */
    void listen(Duration wait, Outcomes outcomes) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            if (record.topic().equals(Topics.EVENTS)) {
                outcomes.happened(EventCodec.read(record.value()));
            } else if (Topics.USAGE.equals(header(record, DeadLetters.SOURCE_TOPIC))) {
                Place place = new Place(
                        Integer.parseInt(header(record, DeadLetters.SOURCE_PARTITION)),
                        Long.parseLong(header(record, DeadLetters.SOURCE_OFFSET)));
                outcomes.refusedAt(place, header(record, DeadLetters.CODE));
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(TIMEOUT_MILLIS));
        consumer.close();
    }

    /** Stands at the end of both topics before anything is published. */
    private void listen() {
        if (consumer.partitionsFor(Topics.USAGE).isEmpty()) {
            throw new UnavailableException("Kafka has no topic " + Topics.USAGE + "; start the ledger, which makes it");
        }
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(Topics.EVENTS, Topics.DEAD_LETTERS)) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> producing(Map<String, Object> base) {
        Map<String, Object> properties = new HashMap<>(base);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "ledger-load");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        return properties;
    }

    private static Map<String, Object> consuming(Map<String, Object> base) {
        Map<String, Object> properties = new HashMap<>(base);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "ledger-load");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return properties;
    }
}
