package ledger.streams.topology;

import java.util.Optional;
import ledger.Credits;
import ledger.EntryId;
import ledger.Position;
import ledger.command.Fingerprint;
import ledger.command.LedgerCommand;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.event.Booking;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CommandConflicted;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.event.LedgerEvent.CommandRepeated;
import ledger.event.LedgerEvent.EntryRefunded;
import ledger.event.LedgerEvent.UsageCharged;
import ledger.fold.Entry;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.streams.store.AccountRow;
import ledger.streams.store.OutcomeRow;
import ledger.streams.wire.EventCodec;
import org.jspecify.annotations.Nullable;

/** Decides the commands of one partition, one after the other, against its rows. Used by one thread. */
final class CommandFold {
    private final LedgerRows rows;
    private final Answers answers;

    CommandFold(LedgerRows rows) {
        this.rows = rows;
        this.answers = new Answers(rows);
    }

    /**
     * What a command came to.
     *
     * @param event as it is published, or null where the command was folded before
     * @param answer what the caller is told
     */
    record Folded(EventCodec.@Nullable Published event, Answer answer) {}

    /**
     * Folds one command.
     *
     * @param timeMillis when the broker appended it, epoch milliseconds
     */
    Folded fold(LedgerCommand command, Position position, long timeMillis) {
        AccountRow row = rows.account(command.account());
        Optional<OutcomeRow> known = rows.outcome(command.account(), command.key());
        if (known.isPresent()) {
            Answer answer = answers.known(command, known.get(), position);
            boolean isReplay = position.offset() <= row.lastOffset();
            return new Folded(
                    isReplay ? null : publishUnchained(command, position, timeMillis, row, known.get(), answer),
                    answer);
        }
        if (position.offset() <= row.lastOffset()) {
            throw new IllegalStateException(
                    "the log was rewritten: position " + position + " was folded before as another"
                            + " command; restore ledger.commands, or the state that belongs to it");
        }
        return decide(command, position, timeMillis, row);
    }

    private Folded decide(LedgerCommand command, Position position, long timeMillis, AccountRow row) {
        long nowMillis = Math.max(timeMillis, row.lastTimeMillis());
        long sequence = row.sequence() + 1;
        Decision decision = Decider.decide(
                command, row.account(), sequence, nowMillis, at -> rows.entry(new EntryId(command.account(), at)));
        RecordedEvent recorded = record(command, position, nowMillis, sequence, decision, row.lastHash());
        EventCodec.Published published = EventCodec.publish(recorded);
        Booking booking = decision.event().booking();
        AccountRow next = new AccountRow(
                decision.account(),
                sequence,
                row.entryCount() + (booking == null ? 0 : 1),
                nowMillis,
                position.offset(),
                published.hash());
        Outcome outcome = booking == null
                ? refused(decision.event())
                : new Outcome.Accepted(
                        keep(entry(command, recorded, booking, published.hash()), decision.event(), next));
        rows.putOutcome(command.account(), command.key(), row(command, sequence, outcome));
        rows.putAccount(command.account(), next);
        return new Folded(published, new Answer.Decided(outcome, false, position));
    }

    private static RecordedEvent record(
            LedgerCommand command,
            Position position,
            long nowMillis,
            long sequence,
            Decision decision,
            String previousHash) {
        return new RecordedEvent(
                position + "-0",
                sequence,
                nowMillis,
                null,
                command.header(),
                position,
                decision.event(),
                decision.account().balanceMicros(),
                previousHash,
                "");
    }

    private static Outcome refused(LedgerEvent event) {
        if (event instanceof CommandRejected rejected) {
            return new Outcome.Refused(rejected.rejection());
        }
        throw new IllegalStateException("a decision that neither books nor refuses");
    }

    private static OutcomeRow row(LedgerCommand command, long sequence, Outcome outcome) {
        Fingerprint fingerprint = Fingerprint.of(command);
        return outcome instanceof Outcome.Refused refused
                ? new OutcomeRow(fingerprint, sequence, refused.rejection())
                : new OutcomeRow(fingerprint, sequence, null);
    }

    private Entry keep(Entry entry, LedgerEvent event, AccountRow next) {
        if (event instanceof EntryRefunded refund) {
            rows.refunded(refund.entry(), new Credits(entry.booking().amountMicros()));
        }
        rows.putEntry(entry, next);
        return entry;
    }

    private static Entry entry(LedgerCommand command, RecordedEvent recorded, Booking booking, String hash) {
        return new Entry(
                new EntryId(command.account(), recorded.sequence()),
                recorded.timeMillis(),
                command.key(),
                command.header().actor(),
                booking,
                recorded.balanceAfterMicros(),
                recorded.event() instanceof UsageCharged charged ? charged.cost() : null,
                recorded.event() instanceof EntryRefunded refund ? refund.entry() : null,
                Credits.ZERO,
                hash);
    }

    private static EventCodec.Published publishUnchained(
            LedgerCommand command,
            Position position,
            long timeMillis,
            AccountRow row,
            OutcomeRow known,
            Answer answer) {
        LedgerEvent event = answer instanceof Answer.Conflicted conflicted
                ? new CommandConflicted(conflicted.field().label(), known.sequence())
                : new CommandRepeated(known.sequence());
        return EventCodec.publish(new RecordedEvent(
                position + "-0",
                0,
                Math.max(timeMillis, row.lastTimeMillis()),
                null,
                command.header(),
                position,
                event,
                row.account().balanceMicros(),
                "",
                ""));
    }
}
