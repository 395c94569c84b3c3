package ledger.account;

import ledger.Coded;

/** What an alarm is about. Stored by code: a code is never reused. */
public enum AlertType implements Coded {
    /** What is available falls to the threshold or below; per cent of what the live grants gave. */
    REMAINING(1),
    /** What is gone of the live grants rises to the threshold or above; per cent of what they gave. */
    USED(2),
    /** The account owes something. */
    DEBT(3),
    /** What is used of a budget, holds included, rises to the threshold or above; per cent of the budget. */
    BUDGET(4);

    private final int code;

    AlertType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
