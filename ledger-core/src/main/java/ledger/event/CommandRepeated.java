package ledger.event;

/**
 * A command came again and changed nothing. Not chained.
 *
 * @param firstSequence the sequence of the event that answered its key
 */
public record CommandRepeated(long firstSequence) implements LedgerEvent {
    @Override
    public boolean isKept() {
        return false;
    }
}
