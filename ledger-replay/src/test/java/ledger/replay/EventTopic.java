package ledger.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of events, of a real broker of its own. */
final class EventTopic implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final int partitions;

    private EventTopic(EmbeddedBroker broker, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
    }

    static EventTopic create(Path directory, int partitions) throws ExecutionException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.EVENTS, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return new EventTopic(broker, partitions);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** So many users whose events belong in the partition. */
    List<String> usersOf(int partition, int count) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "user-" + i)
                .filter(user -> KeyPartition.of(new AccountId(user), partitions) == partition)
                .limit(count)
                .toList();
    }

    /** Appends events, each where it belongs. */
    void send(List<byte[]> events) throws ExecutionException, InterruptedException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] event : events) {
            AccountId account = EventCodec.read(event).command().account();
            records.add(record(KeyPartition.of(account, partitions), account, event));
        }
        append(records);
    }

    /** Appends an event to a partition, whether it belongs there or not. */
    void send(int partition, byte[] event) throws ExecutionException, InterruptedException {
        AccountId account = EventCodec.read(event).command().account();
        append(List.of(record(partition, account, event)));
    }

    private static ProducerRecord<byte[], byte[]> record(int partition, AccountId account, byte[] event) {
        return new ProducerRecord<>(Topics.EVENTS, partition, KeyPartition.key(account), event);
    }

    private void append(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> sent.add(producer.send(record)));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
