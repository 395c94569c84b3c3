package ledger.event;

/** Credits were taken away as a correction. */
public record CreditsDeducted(Booking booking) implements LedgerEvent {}
