package ledger.replay;

/**
 * An account as the running ledger says it is.
 *
 * @param sequence of its last event
 * @param balanceMicros held credits included
 * @param usedMicros the sum of usage
 * @param purchasedMicros the sum of purchases
 * @param refundedMicros the sum of refunds
 * @param expiredMicros what expired unspent
 * @param hash of its last event, lower-case hex
 */
public record AccountState(
        long sequence,
        long balanceMicros,
        long usedMicros,
        long purchasedMicros,
        long refundedMicros,
        long expiredMicros,
        String hash) {}
