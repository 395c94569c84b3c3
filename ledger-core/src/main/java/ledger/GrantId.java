package ledger;

/**
 * Names one grant within its account.
 *
 * @param sequence the sequence of the entry that opened it
 */
public record GrantId(long sequence) implements Comparable<GrantId> {
    /** The id as callers see it, which carries the account. */
    public String text(AccountId account) {
        return OwnedId.GRANT.text(sequence, account);
    }

    @Override
    public int compareTo(GrantId other) {
        return Long.compare(sequence, other.sequence);
    }
}
