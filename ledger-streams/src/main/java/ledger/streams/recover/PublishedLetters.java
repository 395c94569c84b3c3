package ledger.streams.recover;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Supplier;
import ledger.UnavailableException;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Knows which commands of a partition are dead letters already. It reads them at the first question, because most folds
 * ask none. It keeps only one bit for each command that is folded again.
 */
public final class PublishedLetters {
    static final PublishedLetters NONE = new PublishedLetters(-1, 0, 0, () -> {
        throw new IllegalStateException("nothing is folded again");
    });

    /** A broker's clock may have been set back by this much between one command and the next. */
    private static final long CLOCK_SLACK_MILLIS = 3_600_000;

    private final int partition;
    private final long from;
    private final long until;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private @Nullable BitSet offsets;

    /**
     * Of commands that are folded again.
     *
     * @param partition of the command log
     * @param from offset of the first command
     * @param until offset after the last; none above it has a dead letter yet
     * @param consumers make one that reads what is committed
     */
    public PublishedLetters(int partition, long from, long until, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.partition = partition;
        this.from = from;
        this.until = until;
        this.consumers = consumers;
    }

    boolean has(long commandOffset, long timeMillis) {
        if (commandOffset < from || commandOffset >= until) {
            return false;
        }
        if (offsets == null) {
            offsets = read(timeMillis - CLOCK_SLACK_MILLIS);
        }
        return offsets.get(Math.toIntExact(commandOffset - from));
    }

    /** A dead letter has the time of its command, and those of later commands later times. */
    private BitSet read(long fromMillis) {
        BitSet found = new BitSet();
        TopicPartition topic = new TopicPartition(Topics.DEAD_LETTERS, 0);
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            PartitionReader letters = new PartitionReader(consumer, topic);
            OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(topic, Math.max(0, fromMillis)))
                    .get(topic);
            long end = letters.end();
            letters.read(first == null ? end : first.offset(), end, letter -> note(letter, found));
        } catch (KafkaException failed) {
            throw new UnavailableException("the dead letters cannot be read", failed);
        }
        return found;
    }

    private void note(ConsumerRecord<byte[], byte @Nullable []> letter, BitSet found) {
        if (Topics.COMMANDS.equals(header(letter, DeadLetters.SOURCE_TOPIC))
                && String.valueOf(partition).equals(header(letter, DeadLetters.SOURCE_PARTITION))) {
            String text = header(letter, DeadLetters.SOURCE_OFFSET);
            // Others may write there too. A header without a number is not ours.
            if (text != null && text.matches("[0-9]{1,18}")) {
                long offset = Long.parseLong(text);
                if (offset >= from && offset < until) {
                    found.set(Math.toIntExact(offset - from));
                }
            }
        }
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte @Nullable []> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
