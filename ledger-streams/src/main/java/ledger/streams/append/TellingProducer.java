package ledger.streams.append;

import java.util.Map;
import java.util.concurrent.Future;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Kafka's producer, which tells of each command that the log has. Thread-safe. */
public final class TellingProducer extends KafkaProducer<byte[], byte[]> {
    private final Acknowledgements told;

    /** With properties of {@link ledger.streams.topic.ClientProperties}. */
    public TellingProducer(Map<String, Object> properties, Acknowledgements told) {
        super(properties);
        this.told = told;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        if (!record.topic().equals(Topics.COMMANDS)) {
            return super.send(record, callback);
        }
        return super.send(record, (metadata, failure) -> {
            // Of a batch that was sent twice the broker may know no more than that it has it.
            if (failure == null && metadata.hasOffset()) {
                told.acknowledged(
                        metadata.partition(), metadata.offset(), metadata.timestamp(), record.key(), record.value());
            }
            if (callback != null) {
                callback.onCompletion(metadata, failure);
            }
        });
    }
}
