package ledger.streams.decide;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Gives records a time that came without one, as a broker takes them from any client: Kafka Streams would die of a
 * negative time, at every start again. Nothing that is read so goes by the time of its record.
 */
final class DatingConsumer extends KafkaConsumer<byte[], byte[]> {
    DatingConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> read = super.poll(timeout);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> dated = new HashMap<>();
        for (TopicPartition partition : read.partitions()) {
            dated.put(
                    partition,
                    read.records(partition).stream().map(DatingConsumer::dated).toList());
        }
        return new ConsumerRecords<>(dated, read.nextOffsets());
    }

    private static ConsumerRecord<byte[], byte[]> dated(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() >= 0
                ? record
                : new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        0,
                        TimestampType.CREATE_TIME,
                        record.serializedKeySize(),
                        record.serializedValueSize(),
                        record.key(),
                        record.value(),
                        record.headers(),
                        record.leaderEpoch());
    }
}
