package ledger.api.auth;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token must come from, and be for.
 *
 * @param issuer the claim {@code iss}, or null where any will do
 * @param audience one of the claim {@code aud}, or null where any will do
 */
public record ExpectedClaims(
        @Nullable String issuer, @Nullable String audience) {
    /** Takes tokens of any issuer for any audience. */
    public static final ExpectedClaims ANY = new ExpectedClaims(null, null);

    void check(@Nullable String tokenIssuer, Collection<String> tokenAudience) {
        if (issuer != null && !issuer.equals(tokenIssuer)) {
            throw new UnauthenticatedException("The token is not from the issuer that this ledger trusts (claim iss)");
        }
        if (audience != null && !tokenAudience.contains(audience)) {
            throw new UnauthenticatedException("The token is not for this ledger (claim aud)");
        }
    }
}
