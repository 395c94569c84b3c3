package ledger.fold;

/** What became of a hold. Stored by code: a code is never reused. */
public enum HoldStatus {
    OPEN(1),
    CAPTURED(2),
    VOIDED(3),
    EXPIRED(4);

    private final int code;

    HoldStatus(int code) {
        this.code = code;
    }

    /** The stable number in store rows. */
    public int code() {
        return code;
    }

    /** Reads a stored code. Throws {@link IllegalArgumentException} for one this build does not know. */
    public static HoldStatus ofCode(int code) {
        for (HoldStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("unknown hold status code " + code);
    }
}
