package ledger.query;

/**
 * One row of the list of accounts.
 *
 * @param balance what the user has
 * @param hash of the account's last event, lower-case hex; 64 zeros before the first
 */
public record AccountSummary(Balance balance, String hash) {}
