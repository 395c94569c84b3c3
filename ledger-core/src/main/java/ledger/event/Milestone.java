package ledger.event;

/** Something an account remembers having reached, and when it last did. Stored by code: a code is never reused. */
public enum Milestone {
    /** Got its welcome bonus, which is given once. */
    WELCOMED(1),
    /** Got a refill or a subscription payment. */
    REFILLED(2);

    private final int code;

    Milestone(int code) {
        this.code = code;
    }

    /** The stable number in store rows. */
    public int code() {
        return code;
    }

    /** Whether credits of that type for that reason are a refill. */
    public static boolean isRefill(TransactionType type, Reason reason) {
        return type == TransactionType.REFILL
                || type == TransactionType.SUBSCRIPTION
                || reason == Reason.SUBSCRIPTION_REFILL;
    }

    /** Reads a stored code. Throws {@link IllegalArgumentException} for one this build does not know. */
    public static Milestone ofCode(int code) {
        for (Milestone milestone : values()) {
            if (milestone.code == code) {
                return milestone;
            }
        }
        throw new IllegalArgumentException("unknown milestone code " + code);
    }
}
