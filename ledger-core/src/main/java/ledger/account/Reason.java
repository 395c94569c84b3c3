package ledger.account;

import ledger.Coded;

/** Why credits were moved, in the caller's words. Stored by code: a code is never reused. */
public enum Reason implements Coded {
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

    @Override
    public int code() {
        return code;
    }
}
