package ledger.streams.decide;

import java.util.List;
import java.util.Optional;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.command.LedgerCommand;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Rules;
import ledger.event.CommandConflicted;
import ledger.event.CommandRepeated;
import ledger.event.LedgerEvent;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.topic.StartRefusedException;
import org.apache.kafka.common.KafkaException;

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
     * Folds one command: decides it, records what happened, and writes the rows. Throws {@link FoldStoppedException}
     * where it cannot be decided.
     *
     * @param appendedMillis when the broker appended it, epoch milliseconds
     */
    Folded fold(LedgerCommand command, Position position, long appendedMillis) {
        try {
            return folded(command, position, appendedMillis);
        } catch (KafkaException | FoldStoppedException | StartRefusedException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw FoldStoppedException.cannotDecide(position, failure);
        }
    }

    private Folded folded(LedgerCommand command, Position position, long appendedMillis) {
        AccountRow row = rows.account(command.account());
        boolean isReplay = position.offset() <= row.lastOffset();
        if (isReplay && position.offset() > rowsOffset) {
            throw new StateRefusedException(
                    position.partition(),
                    "the command at " + position + " is in the rows of its account, which should end before");
        }
        Rules inForce = rules.at(position.offset());
        long nowMillis = inForce.nowMillis(row.lastTimeMillis(), command.header(), appendedMillis);
        IdempotencyKey key = command.header().key();
        Optional<OutcomeRow> known = key == null ? Optional.empty() : rows.outcome(command.account(), key);
        if (known.isPresent()) {
            return repeated(command, position, nowMillis, row, known.get(), isReplay);
        }
        if (isReplay && key != null) {
            throw FoldStoppedException.rewritten(position);
        }
        if (isReplay) {
            return new Folded(row, List.of(), new Answer.Decided(new Outcome.Settled(0, false), true, position));
        }
        Decision decision = Decider.decide(
                inForce, command, row.account(), row.sequence() + 1, nowMillis, rows.history(command.account()));
        Recording recording = Recording.of(command, position, row, decision);
        rows.apply(recording, position);
        Outcome outcome = key == null
                ? new Outcome.Settled(recording.events().size(), decision.isMoreDue())
                : answers.outcome(recording.answering());
        return new Folded(row, recording.events(), new Answer.Decided(outcome, false, position));
    }

    /** A retry changes no row; unless it was folded before, it is told. */
    private Folded repeated(
            LedgerCommand command,
            Position position,
            long nowMillis,
            AccountRow row,
            OutcomeRow known,
            boolean isReplay) {
        Answer answer = answers.known(command, known, position);
        if (isReplay) {
            return new Folded(row, List.of(), answer);
        }
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
        return new Folded(row, List.of(Recording.Published.of(recorded, row)), answer);
    }
}
