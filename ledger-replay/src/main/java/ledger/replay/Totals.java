package ledger.replay;

import ledger.event.TransactionType;

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
    public static final Totals ZERO = new Totals(0, 0, 0, 0, 0);

    /** With one more entry of a type, which changed the balance by so much. */
    Totals with(TransactionType type, long amountMicros) {
        return switch (type) {
            case PURCHASE, BONUS, SUBSCRIPTION, REFILL -> plus(new Totals(amountMicros, 0, 0, 0, 0));
            case ADJUSTMENT -> plus(new Totals(0, amountMicros, 0, 0, 0));
            case USAGE -> plus(new Totals(0, 0, Math.negateExact(amountMicros), 0, 0));
            case REFUND -> plus(new Totals(0, 0, 0, amountMicros, 0));
            case EXPIRATION -> plus(new Totals(0, 0, 0, 0, Math.negateExact(amountMicros)));
        };
    }

    /** The sum. Throws {@link ArithmeticException} on overflow. */
    public Totals plus(Totals other) {
        return new Totals(
                Math.addExact(addedMicros, other.addedMicros),
                Math.addExact(adjustedMicros, other.adjustedMicros),
                Math.addExact(usedMicros, other.usedMicros),
                Math.addExact(refundedMicros, other.refundedMicros),
                Math.addExact(expiredMicros, other.expiredMicros));
    }

    /** What is left of all that. */
    public long balanceMicros() {
        long in = Math.addExact(Math.addExact(addedMicros, adjustedMicros), refundedMicros);
        return Math.subtractExact(Math.subtractExact(in, usedMicros), expiredMicros);
    }
}
