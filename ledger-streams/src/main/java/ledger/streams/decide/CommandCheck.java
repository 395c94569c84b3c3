package ledger.streams.decide;

import java.util.Arrays;
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

    /**
     * One of three: a command that can be decided here, one that is for this partition as a whole, or why it is
     * neither.
     */
    public record Checked(
            @Nullable LedgerCommand command,
            @Nullable PartitionCommand ofPartition,
            @Nullable Refusal refusal) {
        /** Gives it to whom it is for; to nobody where it is neither. */
        public void accept(Consumer<LedgerCommand> onCommand, Consumer<PartitionCommand> onPartition) {
            if (command != null) {
                onCommand.accept(command);
            } else if (ofPartition != null) {
                onPartition.accept(ofPartition);
            }
        }
    }

    /** Why a record is no command of the partition: a code, and a reason for people. */
    public record Refusal(String code, String reason) {}

    public static Checked check(byte @Nullable [] key, byte @Nullable [] value, int partition, int partitions) {
        if (value == null) {
            return refused(MALFORMED, "the record has no value");
        }
        if (key == null && PartitionCommandCodec.read(value) instanceof Decoded.Valid<PartitionCommand> valid) {
            PartitionCommand command = valid.value();
            return command.partition() == partition
                    ? new Checked(null, command, null)
                    : refused(WRONG_PARTITION, "the record is for partition " + command.partition());
        }
        Decoded<LedgerCommand> decoded = CommandCodec.read(value);
        return decoded instanceof Decoded.Valid<LedgerCommand> valid
                ? checkPlace(valid.value(), key, partition, partitions)
                : refused(MALFORMED, ((Decoded.Malformed<LedgerCommand>) decoded).reason());
    }

    private static Checked checkPlace(LedgerCommand command, byte @Nullable [] key, int partition, int partitions) {
        byte[] expected = KeyPartition.key(command.account());
        if (!Arrays.equals(expected, key)) {
            return refused(WRONG_KEY, "the record's key is not its userId");
        }
        int home = KeyPartition.of(expected, partitions);
        if (home != partition) {
            return refused(
                    WRONG_PARTITION,
                    "the user belongs to partition " + home + " of " + partitions
                            + ": partition by murmur2, as librdkafka's murmur2_random does");
        }
        return new Checked(command, null, null);
    }

    private static Checked refused(String code, String reason) {
        return new Checked(null, null, new Refusal(code, reason));
    }
}
