package ledger.streams.recover;

import java.util.Arrays;
import java.util.Optional;
import ledger.fold.RecordedEvent;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as {@code ledger.events} has it.
 *
 * @param json not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by Arrays.
public record PublishedEvent(RecordedEvent event, byte[] json) {
    /** Offset of its command. */
    long commandOffset() {
        return event.position().offset();
    }

    /** The event of a record, or empty where this ledger did not write it. */
    static Optional<PublishedEvent> of(ConsumerRecord<byte[], byte @Nullable []> record, int partition) {
        byte[] value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        RecordedEvent event;
        try {
            event = EventCodec.read(value);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        boolean isOurs = Arrays.equals(KeyPartition.key(event.command().account()), record.key())
                && event.position().partition() == partition
                && event.id().startsWith(event.position() + "-")
                && (!event.isChained() || EventCodec.hashHolds(value));
        return isOurs ? Optional.of(new PublishedEvent(event, value)) : Optional.empty();
    }
}
