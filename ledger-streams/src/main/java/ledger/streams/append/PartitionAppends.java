package ledger.streams.append;

import java.util.concurrent.ExecutionException;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.PartitionCommand;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.PartitionCommandCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Appends what is asked of whole partitions, each to the partition it names. Used by one thread. */
public final class PartitionAppends implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    /** Connects when it first appends. */
    public PartitionAppends(StreamsSettings settings) {
        producer = new KafkaProducer<>(
                ClientProperties.waitedProducer(settings, "rules", ClientProperties.DELIVERY_TIMEOUT_MILLIS));
    }

    /**
     * Appends, and returns where it stands once that is durable. Throws {@link UnavailableException} if it may not be.
     */
    public Position append(PartitionCommand command) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.COMMANDS, command.partition(), null, PartitionCommandCodec.write(command));
        try {
            return new Position(command.partition(), producer.send(record).get().offset());
        } catch (ExecutionException | KafkaException failure) {
            throw new UnavailableException(
                    "the broker did not take a record for partition " + command.partition() + " of " + Topics.COMMANDS
                            + "; try again",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while appending", interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
