package ledger.streams.decide;

import java.util.ArrayList;
import java.util.List;
import ledger.Position;
import ledger.command.LedgerCommand;
import ledger.decide.DecidedEvent;
import ledger.decide.Decision;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.streams.rows.AccountRow;
import ledger.streams.wire.EventCodec;

/**
 * The events of one decision, numbered, chained and as they are published. Nothing of it is written yet.
 *
 * @param command what was decided
 * @param before the account's row before it
 * @param decision what it came to
 * @param events in their order; none where a sweeper's command found nothing due
 */
record Recording(LedgerCommand command, AccountRow before, Decision decision, List<Published> events) {
    /**
     * An event, ready for the topic.
     *
     * @param event without its hash
     * @param hash of the event, lower-case hex; empty where it is not chained
     * @param json as it is published; not copied, not to be changed
     * @param row the account's after it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Published(RecordedEvent event, String hash, byte[] json, AccountRow row) {
        static Published of(RecordedEvent event, AccountRow unchanged) {
            EventCodec.Published bytes = EventCodec.publish(event);
            return new Published(event, bytes.hash(), bytes.json(), unchanged);
        }

        /** The account after it. */
        Account after() {
            return row.account();
        }
    }

    static Recording of(LedgerCommand command, Position position, AccountRow before, Decision decision) {
        List<Published> events = new ArrayList<>(decision.events().size());
        AccountRow row = before;
        for (DecidedEvent decided : decision.events()) {
            RecordedEvent event = new RecordedEvent(
                    position + "-" + events.size(),
                    row.sequence() + 1,
                    decision.nowMillis(),
                    decided.effectiveAtMillis(),
                    decided.isSettling() ? command.header().ofSettling() : command.header(),
                    position,
                    decided.event(),
                    decided.account().balanceMicros(),
                    row.lastHash(),
                    "");
            EventCodec.Published bytes = EventCodec.publish(event);
            row = after(row, decided, event, bytes.hash());
            events.add(new Published(event, bytes.hash(), bytes.json(), row));
        }
        return new Recording(command, before, decision, events);
    }

    /** The account's row after all of them. */
    AccountRow after() {
        return events.isEmpty() ? before : events.get(events.size() - 1).row();
    }

    /**
     * The event that says what the command itself came to, the last of its own. Throws for a command that only settles.
     */
    Published answering() {
        return events.stream()
                .filter(published -> published.event().effectiveAtMillis() == null)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("a command that came to nothing of its own"));
    }

    private static AccountRow after(AccountRow row, DecidedEvent decided, RecordedEvent event, String hash) {
        boolean isEntry = decided.event().booking() != null;
        boolean isOther = !isEntry && decided.event().isKept();
        return new AccountRow(
                decided.account(),
                event.sequence(),
                row.entryCount() + (isEntry ? 1 : 0),
                event.timeMillis(),
                event.position().offset(),
                hash,
                row.otherCount() + (isOther ? 1 : 0));
    }
}
