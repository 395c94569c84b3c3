package ledger.streams.decide;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import ledger.command.LedgerCommand;
import ledger.command.PartitionCommand;
import ledger.streams.json.Decoded;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.PartitionCommandCodec;
import org.jspecify.annotations.Nullable;

/** Whether a record of the command log is a command that belongs where it stands. */
public final class CommandCheck {
    /** The bytes are no command. */
    static final String MALFORMED = "MALFORMED";
    /** The record is keyed by something else than its user. */
    static final String WRONG_KEY = "WRONG_KEY";
    /**
     * The record is not in its user's partition, its client does not partition by murmur2; or not in the one it names.
     */
    static final String WRONG_PARTITION = "WRONG_PARTITION";

    private CommandCheck() {}

    /** A command, or why there is none. */
    public sealed interface Checked {
        void accept(
                Consumer<LedgerCommand> onCommand,
                Consumer<PartitionCommand> onPartition,
                BiConsumer<String, String> onRefusal);

        /** It can be decided here. */
        record Good(LedgerCommand command) implements Checked {
            @Override
            public void accept(
                    Consumer<LedgerCommand> onCommand,
                    Consumer<PartitionCommand> onPartition,
                    BiConsumer<String, String> onRefusal) {
                onCommand.accept(command);
            }
        }

        /** It is for this partition as a whole. */
        record OfPartition(PartitionCommand command) implements Checked {
            @Override
            public void accept(
                    Consumer<LedgerCommand> onCommand,
                    Consumer<PartitionCommand> onPartition,
                    BiConsumer<String, String> onRefusal) {
                onPartition.accept(command);
            }
        }

        /** It cannot. */
        record Bad(String code, String reason) implements Checked {
            @Override
            public void accept(
                    Consumer<LedgerCommand> onCommand,
                    Consumer<PartitionCommand> onPartition,
                    BiConsumer<String, String> onRefusal) {
                onRefusal.accept(code, reason);
            }
        }
    }

    public static Checked check(byte @Nullable [] key, byte @Nullable [] value, int partition, int partitions) {
        if (value == null) {
            return new Checked.Bad(MALFORMED, "the record has no value");
        }
        if (key == null && PartitionCommandCodec.read(value) instanceof Decoded.Valid<PartitionCommand> valid) {
            return checkPartition(valid.value(), partition);
        }
        Decoded<LedgerCommand> decoded = CommandCodec.read(value);
        return decoded instanceof Decoded.Valid<LedgerCommand> valid
                ? checkPlace(valid.value(), key, partition, partitions)
                : new Checked.Bad(MALFORMED, ((Decoded.Malformed<LedgerCommand>) decoded).reason());
    }

    private static Checked checkPartition(PartitionCommand command, int partition) {
        return command.partition() == partition
                ? new Checked.OfPartition(command)
                : new Checked.Bad(WRONG_PARTITION, "the record is for partition " + command.partition());
    }

    private static Checked checkPlace(LedgerCommand command, byte @Nullable [] key, int partition, int partitions) {
        byte[] expected = KeyPartition.key(command.account());
        if (!Arrays.equals(expected, key)) {
            return new Checked.Bad(WRONG_KEY, "the record's key is not its userId");
        }
        int home = KeyPartition.of(expected, partitions);
        if (home != partition) {
            return new Checked.Bad(
                    WRONG_PARTITION,
                    "the user belongs to partition " + home + " of " + partitions
                            + ": partition by murmur2, as librdkafka's murmur2_random does");
        }
        return new Checked.Good(command);
    }
}
