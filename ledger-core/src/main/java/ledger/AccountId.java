package ledger;

/**
 * Names an account by the user id of the product that the ledger serves.
 *
 * @param value 1 to 128 characters without control characters
 */
public record AccountId(String value) {
    /** Long enough for an e-mail address and any UUID; short enough to keep a store key below 400 bytes. */
    public static final int LENGTH_MAX = 128;

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("user id must have 1 to 128 characters without control characters");
        }
    }

    /** Whether the text can name an account. A lone surrogate cannot, because UTF-8 cannot carry it. */
    public static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= LENGTH_MAX && Text.isPrintable(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
