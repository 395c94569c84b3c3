package ledger.account;

import ledger.Coded;

/** What became of a hold. Stored by code: a code is never reused. */
public enum HoldStatus implements Coded {
    OPEN(1),
    CAPTURED(2),
    VOIDED(3),
    EXPIRED(4);

    private final int code;

    HoldStatus(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
