package ledger.api.auth;

/** What a caller may do; a later role may do all that an earlier one may. */
public enum Role {
    /** Reads and validates its own account, and may ask for quotes and prices. */
    USER,
    /** Also spends for any user, and reads any account. */
    SERVICE,
    /** Everything. */
    ADMIN;

    /** Whether this role may do what the other may. */
    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }
}
