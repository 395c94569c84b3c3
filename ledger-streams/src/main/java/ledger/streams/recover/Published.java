package ledger.streams.recover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import ledger.UnavailableException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is already published of commands that are folded again. Their events are compared and not written twice.
 * Their dead letters are not written twice either. Used by the folding thread, which asks for rising offsets.
 */
public final class Published implements AutoCloseable {
    /** For a fold that goes on where the published events end. */
    public static final Published NOTHING = new Published();

    private final @Nullable Consumer<byte[], byte[]> consumer;
    private final @Nullable PartitionReader events;
    private final int partition;
    private final long lastChainedAt;
    private final long end;
    private final PublishedLetters letters;
    private final Deque<PublishedEvent> ahead = new ArrayDeque<>();
    private boolean isDone;

    private Published() {
        this.consumer = null;
        this.events = null;
        this.partition = -1;
        this.lastChainedAt = -1;
        this.end = 0;
        this.letters = PublishedLetters.NONE;
        this.isDone = true;
    }

    /**
     * Reads events from an offset on.
     *
     * @param consumer reads what is committed; closed with this
     * @param tail where they begin and end
     * @param letters the dead letters of the partition
     */
    public Published(
            Consumer<byte[], byte[]> consumer, TopicPartition topic, EventsTail tail, PublishedLetters letters) {
        this.consumer = consumer;
        this.partition = topic.partition();
        this.lastChainedAt = tail.lastAt();
        this.end = tail.end();
        this.letters = letters;
        this.events = new PartitionReader(consumer, topic);
        tail.from().ifPresentOrElse(events::seek, this::close);
    }

    /**
     * The events of the command at that offset, in order; none if none are published. Events that are not chained are
     * returned only behind the last chained one.
     */
    public List<PublishedEvent> events(long commandOffset) {
        if (isDone) {
            return List.of();
        }
        List<PublishedEvent> found = new ArrayList<>();
        for (PublishedEvent next = peek(); next != null && next.commandOffset() <= commandOffset; next = peek()) {
            // An event that somebody published again is among later ones, and is skipped.
            if (next.commandOffset() == commandOffset && !isIn(found, next)) {
                found.add(next);
            }
            ahead.remove();
        }
        return found;
    }

    /** Whether there are events of the command at that offset. This does not take them. */
    public boolean hasEvents(long commandOffset) {
        PublishedEvent next = peek();
        while (next != null && next.commandOffset() < commandOffset) {
            ahead.remove();
            next = peek();
        }
        return next != null && next.commandOffset() == commandOffset;
    }

    /**
     * Whether a command at that offset is a dead letter already.
     *
     * @param timeMillis when the command was appended, epoch milliseconds
     */
    public boolean hasLetter(long commandOffset, long timeMillis) {
        return letters.has(commandOffset, timeMillis);
    }

    @Override
    public void close() {
        isDone = true;
        if (consumer != null) {
            consumer.close();
        }
    }

    private static boolean isIn(List<PublishedEvent> found, PublishedEvent event) {
        return found.stream()
                .anyMatch(other -> other.event().id().equals(event.event().id()));
    }

    private @Nullable PublishedEvent peek() {
        long deadlineNanos = System.nanoTime() + PartitionReader.SILENCE_MAX.toNanos();
        while (ahead.isEmpty() && !isDone) {
            if (System.nanoTime() > deadlineNanos) {
                throw new UnavailableException("the published events of partition " + partition + " cannot be read");
            }
            fill();
        }
        return ahead.peek();
    }

    private void fill() {
        if (events == null || events.position() >= end) {
            close();
            return;
        }
        events.next().forEach(record -> {
            if (record.offset() < end) {
                PublishedEvent.of(record, partition)
                        .filter(event -> isOfUse(event, record.offset()))
                        .ifPresent(ahead::add);
            }
        });
    }

    /**
     * No hash protects an event that is not chained. Among chained events it may come from anybody, and hide those
     * behind it.
     */
    private boolean isOfUse(PublishedEvent event, long at) {
        return event.event().isChained() || at > lastChainedAt;
    }
}
