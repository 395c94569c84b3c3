package ledger.replay;

/**
 * What some entries add up to, micro-credits.
 *
 * @param addedMicros given or bought
 * @param adjustedMicros corrected, signed
 * @param usedMicros spent
 * @param refundedMicros given back
 * @param expiredMicros expired unspent
 */
public record Totals(long addedMicros, long adjustedMicros, long usedMicros, long refundedMicros, long expiredMicros) {
    /** What is left of all that. */
    public long balanceMicros() {
        long in = Math.addExact(Math.addExact(addedMicros, adjustedMicros), refundedMicros);
        return Math.subtractExact(Math.subtractExact(in, usedMicros), expiredMicros);
    }
}
