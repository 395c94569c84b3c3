package ledger.account;

import ledger.Coded;

/** What kind of entry it is. Stored by code: a code is never reused. */
public enum TransactionType implements Coded {
    PURCHASE(1),
    USAGE(2),
    REFUND(3),
    BONUS(4),
    SUBSCRIPTION(5),
    REFILL(6),
    ADJUSTMENT(7),
    EXPIRATION(8);

    private final int code;

    TransactionType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** Whether somebody paid money for credits of this type; free ones burn first. */
    public boolean isPaid() {
        return this == PURCHASE || this == SUBSCRIPTION;
    }

    /** Whether credits of this type count as added: given or bought, and neither corrected nor given back. */
    public boolean isAddition() {
        return this == PURCHASE || this == BONUS || this == SUBSCRIPTION || this == REFILL;
    }
}
