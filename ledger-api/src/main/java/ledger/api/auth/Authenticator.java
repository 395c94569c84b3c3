package ledger.api.auth;

import java.time.Duration;

/** Tells from a token who is calling. Thread-safe. */
public interface Authenticator {
    /**
     * The caller whose token this is: what stands behind {@code Bearer} and no more.
     *
     * <p>Throws {@link UnauthenticatedException} for a token that is not good, and {@link ledger.UnavailableException}
     * where the keys to check it with cannot be had now.
     */
    Caller authenticate(String bearerToken);

    /**
     * The caller whose token this is, where the token was made for no longer than that: one that stands in a URL, which
     * servers and browsers write down.
     */
    default Caller authenticateBrief(String token, Duration lifetimeMax) {
        throw new UnauthenticatedException("a token is needed: send the header Authorization: Bearer <token>");
    }
}
