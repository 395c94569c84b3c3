package ledger.event;

/**
 * A command was refused, and its key will be for ever.
 *
 * @param kind what was asked, as a batch names it
 * @param rejection why
 */
public record CommandRejected(String kind, Rejection rejection) implements LedgerEvent {
    @Override
    public boolean isKept() {
        return false;
    }
}
