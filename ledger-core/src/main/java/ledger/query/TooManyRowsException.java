package ledger.query;

/** A page would have to look at more rows than it may; a narrower period can be answered. */
public final class TooManyRowsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooManyRowsException() {
        super("more than " + EntryQuery.ROWS_MAX + " transactions would have to be read");
    }
}
