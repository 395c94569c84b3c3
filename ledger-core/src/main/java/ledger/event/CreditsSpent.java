package ledger.event;

/** An amount that the caller named was spent. */
public record CreditsSpent(Booking booking) implements LedgerEvent {}
