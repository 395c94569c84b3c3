package ledger.api.auth;

/** The token does not say who is calling. */
public final class UnauthenticatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A reason for people, one sentence that repeats nothing of the token. */
    public UnauthenticatedException(String message) {
        super(message);
    }
}
