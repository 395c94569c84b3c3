package ledger.account;

/**
 * Credits promised for a later time. They are in no book until then.
 *
 * @param terms what will be granted
 * @param reason why
 * @param effectiveAtMillis when, epoch milliseconds
 */
public record ScheduledGrant(Grant terms, Reason reason, long effectiveAtMillis) {}
