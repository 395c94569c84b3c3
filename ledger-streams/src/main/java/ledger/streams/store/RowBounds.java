package ledger.streams.store;

/**
 * How large a row can become. The decider bounds what goes into them, so a command that was decided can always be
 * committed: a changelog takes records of 1 MiB.
 */
public final class RowBounds {
    /** 128 grants with something left, each with a book and its terms, and the other books. */
    public static final int ACCOUNT_BYTES_MAX = 8 << 10;
    /** The largest note, a priced usage, 128 slices with the terms of as many grants, and an account after it. */
    public static final int ENTRY_BYTES_MAX = 32 << 10;
    /** Twenty fields of four bytes, and a refusal in a sentence or two. */
    public static final int OUTCOME_BYTES_MAX = 1 << 10;

    private RowBounds() {}
}
