package ledger;

/** A constant with a number that rows keep for it. A number is never changed and never used again. */
public interface Coded {
    /** The stable number, 1 to 127. */
    int code();
}
