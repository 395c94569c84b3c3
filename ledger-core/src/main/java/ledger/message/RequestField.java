package ledger.message;

import ledger.Coded;

/** A field of a caller's request that a retry must repeat. Stored by code: a code is never reused. */
public enum RequestField implements Coded {
    KIND(1, "kind"),
    TRANSACTION_ID(2, "transactionId"),
    AMOUNT(3, "amount"),
    TRANSACTION_TYPE(4, "transactionType"),
    REASON(5, "reason"),
    DESCRIPTION(6, "description"),
    METADATA(7, "metadata"),
    ALLOW_DEBT(8, "allowDebt"),
    PROVIDER(9, "provider"),
    MODEL_NAME(10, "modelName"),
    MESSAGE_COUNT(11, "messageCount"),
    TOKEN_COUNT(12, "tokenCount"),
    INPUT_TOKENS(13, "inputTokens"),
    CACHED_INPUT_TOKENS(14, "cachedInputTokens"),
    CACHE_WRITE_TOKENS(15, "cacheWriteTokens"),
    OUTPUT_TOKENS(16, "outputTokens"),
    REASONING_TOKENS(17, "reasoningTokens"),
    IMAGES(18, "images"),
    AUDIO_SECONDS(19, "audioSeconds"),
    CHARACTERS(20, "characters"),
    PRIORITY(21, "priority"),
    EXPIRES_AT(22, "expiresAt"),
    EFFECTIVE_AT(23, "effectiveAt"),
    REFERRED_USER_ID(24, "referredUserId"),
    HOLD_ID(25, "holdId"),
    EXPIRES_IN_SECONDS(26, "expiresInSeconds"),
    DAYS(27, "days"),
    GRANT_ID(28, "grantId"),
    CREDIT_PLAN(29, "creditPlan"),
    REFILL_AMOUNT(30, "refillAmount"),
    REFILL_INTERVAL(31, "refillInterval"),
    ROLLOVER_LIMIT(32, "rolloverLimit"),
    OVERDRAFT_LIMIT(33, "overdraftLimit"),
    BUDGETS(34, "budgets"),
    RULES(35, "rules"),
    FORFEIT(36, "forfeit");

    private final int code;
    private final String label;

    RequestField(int code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public int code() {
        return code;
    }

    /** The name callers know it by. */
    public String label() {
        return label;
    }
}
