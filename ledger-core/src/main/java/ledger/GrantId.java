package ledger;

/**
 * Names one grant within its account.
 *
 * @param sequence the sequence of the entry that opened it
 */
public record GrantId(long sequence) implements Comparable<GrantId> {
    private static final String KIND = "grant";

    /** The id as callers see it, which carries the account. */
    public String text(AccountId account) {
        return new AccountScopedId(account, sequence).text(KIND);
    }

    @Override
    public int compareTo(GrantId other) {
        return Long.compare(sequence, other.sequence);
    }
}
