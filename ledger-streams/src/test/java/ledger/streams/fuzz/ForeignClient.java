package ledger.streams.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.ValidRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Somebody who may write to every topic, and writes what comes to mind: plain, compressed and in transactions. */
final class ForeignClient implements AutoCloseable {
    private static final List<String> CODECS = List.of("none", "gzip", "zstd", "lz4");
    private static final int BOMB_BYTES = 24 << 20;

    private final Random random;
    private final Mutation mutation;
    private final Map<String, List<byte[]>> valid = ValidRecords.byTopic();
    private final List<String> topics =
            List.copyOf(valid.keySet().stream().sorted().toList());
    private final List<KafkaProducer<byte[], byte[]>> plain = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> transactional;
    private final EventCopies copies;
    private final int partitions;
    private int sent;

    ForeignClient(StreamsSettings settings, Random random, int partitions) {
        this.random = random;
        this.partitions = partitions;
        mutation = new Mutation(random);
        for (String codec : CODECS) {
            plain.add(new KafkaProducer<>(properties(settings, codec)));
        }
        Map<String, Object> properties = properties(settings, "none");
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "foreign");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        transactional = new KafkaProducer<>(properties);
        transactional.initTransactions();
        copies = new EventCopies(settings, random);
    }

    /** Sends some records, and waits until the broker has taken or refused them. Returns how many there were. */
    @SuppressWarnings("FutureReturnValueIgnored") // A broker may refuse what it likes.
    int send() {
        int before = sent;
        KafkaProducer<byte[], byte[]> producer = plain.get(random.nextInt(plain.size()));
        for (int i = random.nextInt(50); i >= 0; i--) {
            producer.send(record());
        }
        if (random.nextInt(50) == 0) {
            producer.send(bomb());
        }
        if (random.nextInt(3) == 0) {
            List<ProducerRecord<byte[], byte[]>> again = copies.some();
            again.forEach(producer::send);
            sent += again.size();
        }
        producer.flush();
        if (random.nextInt(5) == 0) {
            inTransaction();
        }
        return sent - before;
    }

    @Override
    public void close() {
        plain.forEach(KafkaProducer::close);
        transactional.close();
        copies.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The end of the transaction fails where one of them did.
    private void inTransaction() {
        transactional.beginTransaction();
        for (int i = random.nextInt(3); i >= 0; i--) {
            transactional.send(
                    new ProducerRecord<>(topic(), 0, "alice".getBytes(UTF_8), "in a transaction".getBytes(UTF_8)));
        }
        transactional.flush();
        if (random.nextBoolean()) {
            transactional.commitTransaction();
        } else {
            transactional.abortTransaction();
        }
    }

    private ProducerRecord<byte[], byte[]> record() {
        String topic = topic();
        List<byte[]> values = Objects.requireNonNull(valid.get(topic));
        byte @Nullable [] value =
                random.nextInt(40) == 0 ? null : mutation.of(values.get(random.nextInt(values.size())), sent++);
        byte @Nullable [] key = switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new byte[] {(byte) 0xff, 0, '\n'};
            case 2 -> new byte[random.nextInt(2_000)];
            default -> "alice".getBytes(UTF_8);
        };
        Integer partition = random.nextInt(10) == 0 && isPartitioned(topic) ? random.nextInt(partitions) : null;
        return withHeaders(new Undated(topic, partition, key, value, random.nextInt(10) == 0));
    }

    private ProducerRecord<byte[], byte[]> bomb() {
        byte[] zeros = new byte[1 + random.nextInt(BOMB_BYTES)];
        return withHeaders(new ProducerRecord<>(topic(), "alice".getBytes(UTF_8), zeros));
    }

    private ProducerRecord<byte[], byte[]> withHeaders(ProducerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.USAGE) && random.nextBoolean()) {
            record.headers().add("content-type", "application/cloudevents-batch+json".getBytes(UTF_8));
        }
        for (int i = random.nextInt(8) - 5; i > 0; i--) {
            byte[] any = new byte[random.nextInt(50)];
            random.nextBytes(any);
            record.headers().add(random.nextBoolean() ? "ce_specversion" : "ledger-change-id", any);
        }
        return record;
    }

    private String topic() {
        // Half of all to the log that decides.
        return random.nextBoolean() ? Topics.COMMANDS : topics.get(random.nextInt(topics.size()));
    }

    private static boolean isPartitioned(String topic) {
        return !topic.equals(Topics.PRICES) && !topic.equals(Topics.WEBHOOKS);
    }

    private static Map<String, Object> properties(StreamsSettings settings, String codec) {
        Map<String, Object> properties = new HashMap<>(ClientProperties.ingestProducer(settings));
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "foreign-" + codec);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
        return properties;
    }

    /** A record that may say that it has no time, as clients of other makes do. */
    private static final class Undated extends ProducerRecord<byte[], byte[]> {
        private final boolean isUndated;

        @SuppressWarnings("NullAway") // Kafka takes null for partitions, keys and values.
        Undated(
                String topic,
                @Nullable Integer partition,
                byte @Nullable [] key,
                byte @Nullable [] value,
                boolean isUndated) {
            super(topic, partition, key, value);
            this.isUndated = isUndated;
        }

        @Override
        public @Nullable Long timestamp() {
            return isUndated ? Long.valueOf(-1) : super.timestamp();
        }
    }
}
