package ledger.account;

import ledger.Coded;

/** Something an account remembers having reached, and when it last did. Stored by code: a code is never reused. */
public enum Milestone implements Coded {
    /** Got its welcome bonus, which is given once. */
    WELCOMED(1),
    /** Got a refill or a subscription payment. */
    REFILLED(2);

    private final int code;

    Milestone(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** Whether credits of that type for that reason are a refill. */
    public static boolean isRefill(TransactionType type, Reason reason) {
        return type == TransactionType.REFILL
                || type == TransactionType.SUBSCRIPTION
                || reason == Reason.SUBSCRIPTION_REFILL;
    }
}
