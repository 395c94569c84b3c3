package ledger.streams.decide;

import ledger.Position;
import ledger.streams.KnownRules;
import org.jspecify.annotations.Nullable;

/** The fold stands at a record and cannot go on; the message is one line that says where, why and what to do. */
public final class FoldStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private FoldStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The record switches rules on that this build does not know. */
    static FoldStoppedException unknownRules(Position position, int version, String build, KnownRules known) {
        return new FoldStoppedException(
                "from position " + position + " of ledger.commands version " + version
                        + " of the rules holds, and this build, " + known.build() + ", knows version "
                        + known.newest().version() + " at most; start build " + build
                        + ", which knows it, or a newer one",
                null);
    }

    /** What was read is a command, and deciding it failed. */
    static FoldStoppedException cannotDecide(Position position, RuntimeException cause) {
        return new FoldStoppedException(
                "the command at position " + position + " of ledger.commands cannot be decided ("
                        + String.valueOf(cause).replaceAll("\\s*\\R\\s*", " ")
                        + "); start again, and where it stops there again, try a newer build, or stop every instance and"
                        + " put this one record aside with `./ledger rules skip " + position + "`",
                cause);
    }

    /** Another record was read than the broker had acknowledged, and its outcome may have been answered. */
    static FoldStoppedException notAsAcknowledged(Position position) {
        return new FoldStoppedException(
                "the broker has acknowledged another record for position " + position
                        + " of ledger.commands than it gives to read now: it has lost records that it had acknowledged, by an"
                        + " unclean election of a leader or a loss of power without LEDGER_FSYNC; restore ledger.commands",
                null);
    }

    /** Another command stands where one was folded before. */
    static FoldStoppedException rewritten(Position position) {
        return new FoldStoppedException(
                "the log was rewritten: position " + position + " was folded before as another command; restore"
                        + " ledger.commands, or the state that belongs to it",
                null);
    }

    /** The first of these among a failure and its causes, else the failure itself. */
    public static Throwable orElse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FoldStoppedException) {
                return cause;
            }
        }
        return failure;
    }
}
