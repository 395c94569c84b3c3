package ledger.api.auth;

import java.time.Duration;

/** Finds the caller of a request from a token. Thread-safe. */
public interface Authenticator {
    /**
     * The caller of this token: the text after {@code Bearer}, and nothing else.
     *
     * <p>Throws {@link UnauthenticatedException} for a token that is not valid, and {@link ledger.UnavailableException}
     * if the keys to check it are not available now.
     */
    Caller authenticate(String bearerToken);

    /**
     * The caller of this token, if the token lives for no longer than this. It is for tokens in URLs, which servers and
     * browsers write down.
     */
    default Caller authenticateBrief(String token, Duration lifetimeMax) {
        throw new UnauthenticatedException("a token is needed: send the header Authorization: Bearer <token>");
    }
}
