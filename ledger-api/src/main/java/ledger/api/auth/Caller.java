package ledger.api.auth;

import ledger.AccountId;

/**
 * Whoever a request comes from.
 *
 * @param actor the subject of the token, recorded with every change
 * @param account the caller's own account
 * @param role what the caller may do
 */
public record Caller(String actor, AccountId account, Role role) {}
