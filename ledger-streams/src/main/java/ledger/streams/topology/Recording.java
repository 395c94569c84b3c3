package ledger.streams.topology;

import java.util.ArrayList;
import java.util.List;
import ledger.Position;
import ledger.command.CommandHeader;
import ledger.decide.Step;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.log.Outcome;
import ledger.streams.store.AccountRow;
import ledger.streams.wire.EventCodec;
import org.jspecify.annotations.Nullable;

/** Writes the events of one command: numbers and chains them, and keeps the history of each. Used by one thread. */
final class Recording {
    private final LedgerRows rows;
    private final CommandHeader header;
    private final Position position;
    private final long nowMillis;
    private final List<Published> published = new ArrayList<>(1);
    private AccountRow row;
    private byte[] rowBytes = {};
    private @Nullable Outcome outcome;
    private long answeringSequence;

    /**
     * Begins with the account's row before the command.
     *
     * @param nowMillis the time of the command in the log, never before the account's last, epoch milliseconds
     */
    Recording(LedgerRows rows, CommandHeader header, Position position, long nowMillis, AccountRow row) {
        this.rows = rows;
        this.header = header;
        this.position = position;
        this.nowMillis = nowMillis;
        this.row = row;
    }

    /**
     * An event, ready for the topic.
     *
     * @param event without its hash
     * @param json as it is published; not copied, not to be changed
     * @param after the account after it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Published(RecordedEvent event, byte[] json, Account after) {}

    /** Takes the next event: its row in the history is written, the account's is the caller's to write. */
    void add(Step step) {
        RecordedEvent event = recorded(step);
        EventCodec.Published bytes = EventCodec.publish(event);
        row = after(step, event, bytes.hash());
        rowBytes = row.write();
        published.add(new Published(event, bytes.json(), step.account()));
        Outcome came = step.event().accept(new HistoryWriter(rows, event, bytes.hash(), row));
        if (!step.isSettling()) {
            outcome = came;
            answeringSequence = event.sequence();
        }
    }

    /** The events, as they are published, in order. */
    List<Published> published() {
        return published;
    }

    /** The account's row after all of them. */
    AccountRow row() {
        return row;
    }

    /** That row as it is written; empty before the first event. */
    byte[] rowBytes() {
        return rowBytes;
    }

    /** What the command itself came to. */
    Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("a command that came to nothing of its own");
        }
        return outcome;
    }

    /** The sequence of the event that says so. */
    long answeringSequence() {
        return answeringSequence;
    }

    private RecordedEvent recorded(Step step) {
        return new RecordedEvent(
                position + "-" + published.size(),
                row.sequence() + 1,
                nowMillis,
                step.effectiveAtMillis(),
                step.isSettling() ? header.ofSettling() : header,
                position,
                step.event(),
                step.account().balanceMicros(),
                row.lastHash(),
                "");
    }

    private AccountRow after(Step step, RecordedEvent event, String hash) {
        boolean isEntry = step.event().booking() != null;
        boolean isOther = !isEntry && !(step.event() instanceof CommandRejected);
        return new AccountRow(
                step.account(),
                event.sequence(),
                row.entryCount() + (isEntry ? 1 : 0),
                nowMillis,
                position.offset(),
                hash,
                row.otherCount() + (isOther ? 1 : 0));
    }
}
