package ledger.streams.topology;

import java.util.Optional;
import ledger.AccountId;
import ledger.HoldId;
import ledger.Position;
import ledger.command.Fingerprint;
import ledger.command.LedgerCommand;
import ledger.command.RequestField;
import ledger.event.Rejection;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.streams.store.ChangeRow;
import ledger.streams.store.EntryRow;
import ledger.streams.store.HistoryRow;
import ledger.streams.store.HoldRow;
import ledger.streams.store.OutcomeRow;

/** The answer that a key already has. */
public final class Answers {
    private final Lookup history;

    /** Where the history of accepted commands is found. */
    @FunctionalInterface
    public interface Lookup {
        Optional<HistoryRow> row(AccountId account, long sequence);
    }

    /** Reads history from there. */
    public Answers(Lookup history) {
        this.history = history;
    }

    /** The first answer again, as it was then; or a conflict, where the key was used for something else. */
    public Answer known(LedgerCommand command, OutcomeRow known, Position position) {
        Optional<RequestField> difference = Fingerprint.of(command).firstDifference(known.fingerprint());
        if (difference.isPresent()) {
            return new Answer.Conflicted(difference.get(), position);
        }
        return new Answer.Decided(outcome(command.account(), known), true, position);
    }

    private Outcome outcome(AccountId account, OutcomeRow known) {
        Rejection rejection = known.rejection();
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }
        HistoryRow row = row(account, known.sequence());
        if (row instanceof EntryRow entry) {
            return new Outcome.Accepted(entry.entry().asAnswered());
        }
        if (row instanceof HoldRow hold) {
            return new Outcome.OfHold(hold.hold().asPlaced());
        }
        ChangeRow change = (ChangeRow) row;
        HoldId hold = change.hold();
        return hold == null
                ? new Outcome.Arranged(
                        known.sequence(),
                        change.createdAtMillis(),
                        change.change().terms())
                : new Outcome.OfHold(((HoldRow) row(account, hold.sequence())).hold());
    }

    private HistoryRow row(AccountId account, long sequence) {
        return history.row(account, sequence)
                .orElseThrow(() -> new IllegalStateException("an outcome without its history"));
    }
}
