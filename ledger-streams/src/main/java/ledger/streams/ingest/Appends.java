package ledger.streams.ingest;

import java.util.ArrayList;
import java.util.List;
import ledger.command.LedgerCommand;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is appended for one usage record: a command for each event that can be taken, and where one cannot, the whole
 * record once as a dead letter, with reasons that say which. Published again, its other events are known by their keys.
 */
final class Appends {
    private final ConsumerRecord<byte[], byte @Nullable []> source;
    private final int events;
    private final List<ProducerRecord<byte[], byte @Nullable []>> commands = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private String code = "";

    /** Nothing yet, of so many events. */
    Appends(ConsumerRecord<byte[], byte @Nullable []> source, int events) {
        this.source = source;
        this.events = events;
    }

    /** The next event is charged by this command. */
    Appends charge(LedgerCommand command) {
        byte[] value = CommandCodec.write(command);
        commands.add(new ProducerRecord<>(Topics.COMMANDS, KeyPartition.key(command.account()), value));
        return this;
    }

    /** The next event cannot be taken. */
    Appends refuse(String why, String reason) {
        if (reasons.isEmpty()) {
            code = why;
        }
        int index = commands.size() + reasons.size();
        reasons.add(events == 1 ? reason : "[" + index + "] " + reason);
        return this;
    }

    int charged() {
        return commands.size();
    }

    boolean hasDeadLetter() {
        return !reasons.isEmpty();
    }

    /** All of it. */
    List<ProducerRecord<byte[], byte @Nullable []>> records(long nowMillis) {
        List<ProducerRecord<byte[], byte @Nullable []>> all = new ArrayList<>(commands);
        if (hasDeadLetter()) {
            all.add(deadLetter(nowMillis));
        }
        return all;
    }

    private ProducerRecord<byte[], byte @Nullable []> deadLetter(long nowMillis) {
        boolean fits = DeadLetters.fits(source.key(), source.value(), source.headers());
        Headers headers = DeadLetters.headers(
                fits ? source.headers() : new RecordHeaders(),
                code,
                reason(),
                source.topic(),
                source.partition(),
                source.offset(),
                nowMillis);
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, fits ? source.key() : null, fits ? source.value() : null, headers);
    }

    private String reason() {
        String listed = String.join("; ", reasons);
        return events == 1 ? listed : reasons.size() + " of " + events + " events cannot be taken: " + listed;
    }
}
