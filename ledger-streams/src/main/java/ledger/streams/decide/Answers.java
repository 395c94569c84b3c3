package ledger.streams.decide;

import java.util.Optional;
import ledger.AccountId;
import ledger.Position;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.event.CommandRejected;
import ledger.event.Rejection;
import ledger.fold.PastEvent;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.message.RequestField;
import ledger.streams.rows.OutcomeRow;

/** The answer that a key already has. */
public final class Answers {
    private final Lookup history;

    /** Where the history of accepted commands is found. */
    @FunctionalInterface
    public interface Lookup {
        Optional<PastEvent> event(AccountId account, long sequence);
    }

    /** Reads history from there. */
    public Answers(Lookup history) {
        this.history = history;
    }

    /** The first answer again, as it was then; or a conflict, where the key was used for something else. */
    public Answer known(LedgerCommand command, OutcomeRow known, Position position) {
        Optional<RequestField> difference = CommandTypes.fingerprint(command).firstDifference(known.fingerprint());
        if (difference.isPresent()) {
            return new Answer.Conflicted(difference.get(), position);
        }
        return new Answer.Decided(outcome(command.account(), known), true, position);
    }

    /** What an event came to that has just been written. */
    Outcome outcome(Recording.Published published) {
        RecordedEvent event = published.event();
        return event.event() instanceof CommandRejected rejected
                ? new Outcome.Refused(rejected.rejection())
                : Outcome.of(
                        PastEvent.of(event, published.hash()),
                        sequence -> event(event.command().account(), sequence));
    }

    private Outcome outcome(AccountId account, OutcomeRow known) {
        Rejection rejection = known.rejection();
        return rejection != null
                ? new Outcome.Refused(rejection)
                : Outcome.of(event(account, known.sequence()).asAnswered(), sequence -> event(account, sequence));
    }

    private PastEvent event(AccountId account, long sequence) {
        return history.event(account, sequence)
                .orElseThrow(() -> new IllegalStateException("an outcome without its history"));
    }
}
