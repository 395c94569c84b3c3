package ledger.account;

import ledger.Credits;
import ledger.HoldId;

/**
 * The terms of credits that are reserved. What it took of each grant is in the books {@link Book.Held}.
 *
 * @param id names it; the sequence of the event that placed it
 * @param amount how much is reserved
 * @param reason why
 * @param createdAtMillis when it was placed, epoch milliseconds
 * @param expiresAtMillis from when on it is void, epoch milliseconds
 */
public record Hold(HoldId id, Credits amount, Reason reason, long createdAtMillis, long expiresAtMillis) {}
