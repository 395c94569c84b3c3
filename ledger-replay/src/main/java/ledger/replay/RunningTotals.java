package ledger.replay;

import ledger.account.TransactionType;

/** {@link Totals} while they grow: every event adds to several, so none is made anew for it. Not thread-safe. */
final class RunningTotals {
    private long addedMicros;
    private long adjustedMicros;
    private long usedMicros;
    private long refundedMicros;
    private long expiredMicros;

    /**
     * Takes one more entry of a type, which changed the balance by so much. Throws {@link ArithmeticException} on
     * overflow.
     */
    void add(TransactionType type, long amountMicros) {
        switch (type) {
            case PURCHASE, BONUS, SUBSCRIPTION, REFILL -> addedMicros = Math.addExact(addedMicros, amountMicros);
            case ADJUSTMENT -> adjustedMicros = Math.addExact(adjustedMicros, amountMicros);
            case USAGE -> usedMicros = Math.subtractExact(usedMicros, amountMicros);
            case REFUND -> refundedMicros = Math.addExact(refundedMicros, amountMicros);
            case EXPIRATION -> expiredMicros = Math.subtractExact(expiredMicros, amountMicros);
        }
    }

    /** Adds what others came to, and returns this. Throws {@link ArithmeticException} on overflow. */
    RunningTotals add(RunningTotals other) {
        addedMicros = Math.addExact(addedMicros, other.addedMicros);
        adjustedMicros = Math.addExact(adjustedMicros, other.adjustedMicros);
        usedMicros = Math.addExact(usedMicros, other.usedMicros);
        refundedMicros = Math.addExact(refundedMicros, other.refundedMicros);
        expiredMicros = Math.addExact(expiredMicros, other.expiredMicros);
        return this;
    }

    /** What they have come to. */
    Totals totals() {
        return new Totals(addedMicros, adjustedMicros, usedMicros, refundedMicros, expiredMicros);
    }
}
