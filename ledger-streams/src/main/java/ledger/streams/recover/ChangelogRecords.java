package ledger.streams.recover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.UnavailableException;
import ledger.streams.store.ChangelogMark;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks up single records of changelogs. Used by one thread. */
public final class ChangelogRecords implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;

    /** The consumer reads committed records, and is closed with this. */
    public ChangelogRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** The record at an offset. Empty if there is none, or none that is committed. */
    Optional<ChangelogMark> at(TopicPartition changelog, long offset) {
        if (!isThere(changelog)) {
            return Optional.empty();
        }
        PartitionReader reader = new PartitionReader(consumer, changelog);
        if (offset < reader.begin() || offset >= reader.end()) {
            return Optional.empty();
        }
        List<ChangelogMark> found = new ArrayList<>(1);
        reader.read(offset, offset + 1, record -> found.add(ChangelogMark.of(record)));
        return found.stream().findFirst();
    }

    /** Whether a changelog has no record, or is not there. */
    boolean isEmpty(TopicPartition changelog) {
        if (!isThere(changelog)) {
            return true;
        }
        PartitionReader reader = new PartitionReader(consumer, changelog);
        return reader.begin() >= reader.end();
    }

    private boolean isThere(TopicPartition changelog) {
        try {
            return consumer.partitionsFor(changelog.topic()).stream()
                    .anyMatch(known -> known.partition() == changelog.partition());
        } catch (UnknownTopicOrPartitionException noTopic) {
            return false;
        } catch (KafkaException failed) {
            throw new UnavailableException("the broker does not answer", failed);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
