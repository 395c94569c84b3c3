package ledger.event;

import org.jspecify.annotations.Nullable;

/**
 * Credits came in.
 *
 * @param booking what was booked
 * @param referredUserId whose referral is rewarded, or null
 */
public record CreditsGranted(Booking booking, @Nullable String referredUserId) implements LedgerEvent {}
