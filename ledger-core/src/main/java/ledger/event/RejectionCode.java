package ledger.event;

import ledger.Coded;

/**
 * Why a command was refused, in order of precedence: the first that applies is the answer. Stored by code: a code is
 * never reused.
 */
public enum RejectionCode implements Coded {
    /** The account was closed. */
    ACCOUNT_CLOSED(9),
    /** The account has something, and may not be closed. */
    ACCOUNT_NOT_EMPTY(10),
    /** The price was switched off, or there is none. */
    PRICE_INACTIVE(1),
    /** The account has no such entry, hold or grant. */
    NOT_FOUND(2),
    /** The hold was captured, was voided or has expired. */
    HOLD_NOT_OPEN(7),
    /** What is given once was given before. */
    ALREADY_GRANTED(3),
    /** Less than this is left to refund. */
    ALREADY_REFUNDED(4),
    /** More than what is left of a budget. */
    BUDGET_EXCEEDED(8),
    /** More than what is available. */
    INSUFFICIENT_CREDITS(5),
    /** The balance, or a total, would leave its bounds. */
    BALANCE_LIMIT(6);

    private final int code;

    RejectionCode(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
