package ledger.event;

/**
 * A command came with the key of another and changed nothing. Not chained.
 *
 * @param field the first field of the request that differs
 * @param firstSequence the sequence of the event that answered its key
 */
public record CommandConflicted(String field, long firstSequence) implements LedgerEvent {
    @Override
    public boolean isKept() {
        return false;
    }
}
