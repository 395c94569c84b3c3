package ledger.streams.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Records that do not fit into memory once they are unpacked, found by looking at one partition after the other. */
final class Oversized {
    static final String REASON = "the record cannot be unpacked in the memory that the ledger has";

    private static final byte[] NOTHING = {};
    /** What is there is fetched already, or soon. */
    private static final Duration LOOK_WAIT = Duration.ofMillis(500);

    private Oversized() {}

    /**
     * The places of those that a partition stands before, without key and value. The consumer unpacks one record with
     * each poll; every partition stands where it stood.
     */
    static List<ConsumerRecord<byte[], byte @Nullable []>> find(Consumer<byte[], byte @Nullable []> consumer) {
        List<ConsumerRecord<byte[], byte @Nullable []>> found = new ArrayList<>();
        Set<TopicPartition> assigned = consumer.assignment();
        consumer.pause(assigned);
        for (TopicPartition partition : assigned) {
            consumer.resume(Set.of(partition));
            long position = consumer.position(partition);
            if (isUnreadable(consumer, partition, position)) {
                found.add(new ConsumerRecord<>(partition.topic(), partition.partition(), position, NOTHING, null));
            }
            consumer.pause(Set.of(partition));
        }
        consumer.resume(assigned);
        return found;
    }

    private static boolean isUnreadable(Consumer<?, ?> consumer, TopicPartition partition, long position) {
        try {
            consumer.poll(LOOK_WAIT);
            consumer.seek(partition, position);
            return false;
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (OutOfMemoryError | KafkaException unreadable) {
            return true;
        }
    }
}
