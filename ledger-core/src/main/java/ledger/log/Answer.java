package ledger.log;

import ledger.Position;
import ledger.message.RequestField;

/** The answer to a command. */
public sealed interface Answer {
    /** The position of the fold when it answered. */
    Position position();

    /**
     * The key's outcome.
     *
     * @param outcome what it came to
     * @param repeated whether an earlier command with the key was decided, and not this one
     * @param position where it stands in the log
     */
    record Decided(Outcome outcome, boolean repeated, Position position) implements Answer {}

    /**
     * The key was used for something else.
     *
     * @param field the first field that differs
     * @param position where the second command stands in the log
     */
    record Conflicted(RequestField field, Position position) implements Answer {}
}
