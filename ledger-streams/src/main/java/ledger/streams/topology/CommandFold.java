package ledger.streams.topology;

import java.util.List;
import java.util.Optional;
import ledger.Position;
import ledger.command.ExpireDue;
import ledger.command.Fingerprint;
import ledger.command.LedgerCommand;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CommandConflicted;
import ledger.event.LedgerEvent.CommandRepeated;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.store.AccountRow;
import ledger.streams.store.OutcomeRow;
import ledger.streams.wire.EventCodec;

/** Decides the commands of one partition, one after the other, against its rows. Used by one thread. */
final class CommandFold {
    private final LedgerRows rows;
    private final PartitionRules rules;
    private final Answers answers;
    private final long rowsOffset;

    /**
     * Folds on the rows of one partition.
     *
     * @param rowsOffset offset of the last command that was in the rows when the fold began; no account can have had a
     *     later one
     */
    CommandFold(LedgerRows rows, PartitionRules rules, long rowsOffset) {
        this.rows = rows;
        this.rules = rules;
        this.rowsOffset = rowsOffset;
        this.answers = new Answers(rows);
    }

    /**
     * What a command came to.
     *
     * @param before the account's row before it
     * @param events as they are published, in order; none where the command was folded before or found nothing due
     * @param answer what the caller is told
     */
    record Folded(AccountRow before, List<Recording.Published> events, Answer answer) {}

    /**
     * Folds one command.
     *
     * @param appendedMillis when the broker appended it, epoch milliseconds
     */
    Folded fold(LedgerCommand command, Position position, long appendedMillis) {
        AccountRow row = rows.account(command.account());
        if (position.offset() <= row.lastOffset() && position.offset() > rowsOffset) {
            throw new StateRefusedException(
                    position.partition(),
                    "the command at " + position + " is in the rows of its account, which should end before");
        }
        long nowMillis = rules.at(position.offset()).nowMillis(row.lastTimeMillis(), command.header(), appendedMillis);
        return command instanceof ExpireDue
                ? sweep(command, position, nowMillis, row)
                : answer(command, position, nowMillis, row);
    }

    private Folded answer(LedgerCommand command, Position position, long nowMillis, AccountRow row) {
        Optional<OutcomeRow> known = rows.outcome(command.account(), command.key());
        if (known.isPresent()) {
            Answer answer = answers.known(command, known.get(), position);
            boolean isReplay = position.offset() <= row.lastOffset();
            return new Folded(
                    row,
                    isReplay
                            ? List.of()
                            : List.of(publishUnchained(command, position, nowMillis, row, known.get(), answer)),
                    answer);
        }
        if (position.offset() <= row.lastOffset()) {
            throw FoldStoppedException.rewritten(position);
        }
        return decide(command, position, nowMillis, row);
    }

    private Folded decide(LedgerCommand command, Position position, long nowMillis, AccountRow row) {
        Recording recording = record(command, position, nowMillis, row, decision(command, position, nowMillis, row));
        Outcome outcome = recording.outcome();
        OutcomeRow outcomeRow = new OutcomeRow(
                Fingerprint.of(command),
                recording.answeringSequence(),
                outcome instanceof Outcome.Refused refused ? refused.rejection() : null);
        rows.putOutcome(command.account(), command.key(), outcomeRow);
        rows.putLastInHistory(position);
        rows.putAccount(command.account(), row, recording);
        return new Folded(row, recording.published(), new Answer.Decided(outcome, false, position));
    }

    /** What finds nothing due leaves no trace, and neither does one that was folded before. */
    private Folded sweep(LedgerCommand command, Position position, long nowMillis, AccountRow row) {
        if (position.offset() <= row.lastOffset()) {
            return new Folded(row, List.of(), new Answer.Decided(new Outcome.Settled(0, false), true, position));
        }
        Decision decision = decision(command, position, nowMillis, row);
        Recording recording = record(command, position, nowMillis, row, decision);
        int events = recording.published().size();
        if (events > 0) {
            rows.putLastInHistory(position);
            rows.putAccount(command.account(), row, recording);
        }
        Outcome settled = new Outcome.Settled(events, decision.isMoreDue());
        return new Folded(row, recording.published(), new Answer.Decided(settled, false, position));
    }

    private Decision decision(LedgerCommand command, Position position, long nowMillis, AccountRow row) {
        return Decider.decide(
                rules.at(position.offset()),
                command,
                row.account(),
                row.sequence() + 1,
                nowMillis,
                rows.past(command.account()));
    }

    private Recording record(
            LedgerCommand command, Position position, long nowMillis, AccountRow row, Decision decision) {
        Recording recording = new Recording(rows, command.header(), position, nowMillis, row);
        decision.steps().forEach(recording::add);
        return recording;
    }

    private static Recording.Published publishUnchained(
            LedgerCommand command, Position position, long nowMillis, AccountRow row, OutcomeRow known, Answer answer) {
        LedgerEvent event = answer instanceof Answer.Conflicted conflicted
                ? new CommandConflicted(conflicted.field().label(), known.sequence())
                : new CommandRepeated(known.sequence());
        RecordedEvent recorded = new RecordedEvent(
                position + "-0",
                0,
                nowMillis,
                null,
                command.header(),
                position,
                event,
                row.account().balanceMicros(),
                "",
                "");
        return new Recording.Published(recorded, EventCodec.publish(recorded).json(), row.account());
    }
}
