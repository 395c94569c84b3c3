package ledger.streams.topology;

import java.util.Optional;
import ledger.EntryId;
import ledger.Position;
import ledger.command.Fingerprint;
import ledger.command.LedgerCommand;
import ledger.command.RequestField;
import ledger.event.Rejection;
import ledger.fold.Entry;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.streams.store.OutcomeRow;

/** The answer that a key already has. */
public final class Answers {
    private final EntryLookup entries;

    /** Where the entries of accepted commands are found. */
    @FunctionalInterface
    public interface EntryLookup {
        Optional<Entry> entry(EntryId id);
    }

    /** Reads entries from there. */
    public Answers(EntryLookup entries) {
        this.entries = entries;
    }

    /** The first answer again, as it was then; or a conflict, where the key was used for something else. */
    public Answer known(LedgerCommand command, OutcomeRow known, Position position) {
        Optional<RequestField> difference = Fingerprint.of(command).firstDifference(known.fingerprint());
        if (difference.isPresent()) {
            return new Answer.Conflicted(difference.get(), position);
        }
        return new Answer.Decided(outcome(new EntryId(command.account(), known.sequence()), known), true, position);
    }

    private Outcome outcome(EntryId id, OutcomeRow known) {
        Rejection rejection = known.rejection();
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }
        return new Outcome.Accepted(entries.entry(id)
                .orElseThrow(() -> new IllegalStateException("an outcome without its entry"))
                .asAnswered());
    }
}
