package ledger.account;

import ledger.Credits;
import ledger.Period;
import org.jspecify.annotations.Nullable;

/**
 * What a plan pays.
 *
 * @param amount each time
 * @param interval how often
 * @param rolloverLimit how much of what is left moves on into the next period, or null for all of it
 */
public record Refill(
        Credits amount, Period interval, @Nullable Credits rolloverLimit) {}
