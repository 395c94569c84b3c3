package ledger.streams.decide;

import java.util.Arrays;
import java.util.List;
import ledger.Position;
import ledger.streams.recover.Published;
import ledger.streams.recover.PublishedEvent;
import ledger.streams.topic.StartRefusedException;

/**
 * Compares what a command comes to that is folded again with what is published of it, which is not published twice.
 * Used by one thread.
 *
 * @param published what is there
 * @param lastEventOffset offset of the command of the last event that is there
 */
public record Republished(Published published, long lastEventOffset) implements AutoCloseable {
    /**
     * Whether the events of a command are published already. Throws where others are. An event that is not chained is
     * taken for published where later ones are: it changes nothing, and one that differs may be anybody's.
     *
     * @param decided what it came to now; none where its account had it before
     */
    boolean has(Position position, List<Recording.Published> decided) {
        List<PublishedEvent> all = published.events(position.offset());
        List<PublishedEvent> there =
                all.stream().filter(event -> event.event().isChained()).toList();
        if (there.isEmpty() && !decided.isEmpty() && !decided.get(0).event().isChained()) {
            return position.offset() < lastEventOffset || isSame(all, decided);
        }
        if (!there.isEmpty()) {
            if (!decided.isEmpty() && !isSame(there, decided)) {
                throw new StartRefusedException(
                        "the command at " + position
                                + " was answered by another event than this build decides now: "
                                + there.get(0).event().id()
                                + ". Start the build that answered it, or restore the command log that belongs to ledger.events");
            }
            return true;
        }
        if (position.offset() < lastEventOffset && !decided.isEmpty()) {
            throw new StartRefusedException("ledger.events lacks the event of the command at " + position
                    + " and has later ones: restore the topic");
        }
        return false;
    }

    /** Whether events of a command are published already. */
    boolean hasEvents(long commandOffset) {
        return published.hasEvents(commandOffset);
    }

    /**
     * Whether a command is a dead letter already.
     *
     * @param timeMillis when it was appended, epoch milliseconds
     */
    boolean hasLetter(long commandOffset, long timeMillis) {
        return published.hasLetter(commandOffset, timeMillis);
    }

    @Override
    public void close() {
        published.close();
    }

    private static boolean isSame(List<PublishedEvent> there, List<Recording.Published> decided) {
        if (there.size() != decided.size()) {
            return false;
        }
        for (int i = 0; i < there.size(); i++) {
            if (!Arrays.equals(there.get(i).json(), decided.get(i).json())) {
                return false;
            }
        }
        return true;
    }
}
