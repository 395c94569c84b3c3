package ledger.streams.rows;

/**
 * How large a row can become. The decider bounds what goes into them, so a command that was decided can always be
 * committed: a changelog takes records of 1 MiB.
 */
public final class RowBounds {
    /** 128 grants, each with a book and its terms; 256 open holds with 768 slices; budgets, a plan and alert rules. */
    public static final int ACCOUNT_BYTES_MAX = 40 << 10;
    /** The largest note, a priced usage, 128 slices with the terms of as many grants, and an account after it. */
    public static final int ENTRY_BYTES_MAX = 64 << 10;
    /** Twenty fields of four bytes, and a refusal in a sentence or two. */
    public static final int OUTCOME_BYTES_MAX = 1 << 10;

    private RowBounds() {}
}
