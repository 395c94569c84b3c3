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
import org.jspecify.annotations.Nullable;

/**
 * The records to append for one usage record: a command for each good event. If an event is bad, the whole record is
 * also a dead letter, once, with reasons that name the bad events. When the record is published again, its good events
 * are known by their keys.
 */
final class Appends {
    /** A header has no room for more. If every event of a batch is bad, they are mostly bad in the same way. */
    private static final int REASONS_MAX = 16;

    private final ConsumerRecord<byte[], byte @Nullable []> source;
    private final int events;
    private final List<ProducerRecord<byte[], byte @Nullable []>> commands = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private int refused;
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
        if (refused == 0) {
            code = why;
        }
        int index = commands.size() + refused;
        refused++;
        if (refused <= REASONS_MAX) {
            reasons.add(events == 1 ? reason : "[" + index + "] " + reason);
        }
        return this;
    }

    int charged() {
        return commands.size();
    }

    boolean hasDeadLetter() {
        return refused > 0;
    }

    /** All of it. */
    List<ProducerRecord<byte[], byte @Nullable []>> records(long nowMillis) {
        List<ProducerRecord<byte[], byte @Nullable []>> all = new ArrayList<>(commands);
        if (hasDeadLetter()) {
            all.add(DeadLetters.of(source, code, reason(), nowMillis));
        }
        return all;
    }

    private String reason() {
        String listed = String.join("; ", reasons) + (refused > REASONS_MAX ? "; and more" : "");
        return events == 1 ? listed : refused + " of " + events + " events cannot be taken: " + listed;
    }
}
