package ledger.streams.webhook;

/**
 * How far the delivery of one alarm has come, as it stands beside the committed offset of its partition: it survives a
 * restart, and another instance goes on with it.
 *
 * @param attempts how many have failed
 * @param notBeforeMillis when the next one may be, epoch milliseconds
 */
record RetryState(int attempts, long notBeforeMillis) {
    /** Nothing was tried yet. */
    static final RetryState NEW = new RetryState(0, 0);

    /**
     * Twelve attempts, of which the last is 27 minutes after the first: as long as a receiver's deployment goes wrong.
     */
    static final int ATTEMPTS_MAX = 12;

    private static final long DELAY_MILLIS_MIN = 1_000;
    private static final long DELAY_MILLIS_MAX = 600_000;
    /** An alarm so old is news to nobody: it is tried once, so that a queue behind a dead target ends. */
    private static final long AGE_MILLIS_MAX = 86_400_000;

    /** After one more failure: the delay doubles. */
    RetryState failed(long nowMillis) {
        long delay = Math.min(DELAY_MILLIS_MIN << Math.min(attempts, ATTEMPTS_MAX), DELAY_MILLIS_MAX);
        return new RetryState(attempts + 1, nowMillis + delay);
    }

    /** Whether an alarm raised at a time is given up, once it has failed. */
    boolean isGivenUp(long raisedAtMillis, long nowMillis) {
        return attempts >= ATTEMPTS_MAX || (attempts >= 1 && nowMillis - raisedAtMillis > AGE_MILLIS_MAX);
    }

    /** As the text beside the offset. */
    String text() {
        return attempts + " " + notBeforeMillis;
    }

    /** Reads the text; what is none of ours is a new start. */
    static RetryState parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length == 2 ? new RetryState(Integer.parseInt(parts[0]), Long.parseLong(parts[1])) : NEW;
        } catch (NumberFormatException notOurs) {
            return NEW;
        }
    }
}
