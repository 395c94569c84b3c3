package ledger.event;

/** Why credits were moved, in the caller's words. Stored by code: a code is never reused. */
public enum Reason {
    AI_CHAT(1),
    MODEL_USAGE(2),
    VOICE_SYNTHESIS(3),
    PODCAST_GENERATION(4),
    MANUAL_ADJUSTMENT(5),
    SUBSCRIPTION_REFILL(6),
    WELCOME_BONUS(7),
    REFERRAL_BONUS(8),
    GRANT_EXPIRED(9);

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    /** The stable number in store rows. */
    public int code() {
        return code;
    }

    /** Reads a stored code. Throws {@link IllegalArgumentException} for one this build does not know. */
    public static Reason ofCode(int code) {
        for (Reason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        throw new IllegalArgumentException("unknown reason code " + code);
    }
}
