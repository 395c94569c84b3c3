package ledger;

/**
 * Names one hold within its account.
 *
 * @param sequence the sequence of the event that placed it
 */
public record HoldId(long sequence) implements Comparable<HoldId> {
    /** The id as callers see it, which carries the account. */
    public String text(AccountId account) {
        return OwnedId.HOLD.text(sequence, account);
    }

    @Override
    public int compareTo(HoldId other) {
        return Long.compare(sequence, other.sequence);
    }
}
