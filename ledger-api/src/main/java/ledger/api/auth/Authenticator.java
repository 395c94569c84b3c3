package ledger.api.auth;

/** Tells from a token who is calling. Thread-safe. */
public interface Authenticator {
    /**
     * The caller whose token this is: what stands behind {@code Bearer} and no more.
     *
     * <p>Throws {@link UnauthenticatedException} for a token that is not good, and {@link ledger.UnavailableException}
     * where the keys to check it with cannot be had now.
     */
    Caller authenticate(String bearerToken);
}
