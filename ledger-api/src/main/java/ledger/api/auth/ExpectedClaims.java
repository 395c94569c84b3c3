package ledger.api.auth;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The issuer and audience that a token must have, and the claims that name the caller.
 *
 * @param issuer the claim {@code iss}, or null where any will do
 * @param audience one of the claim {@code aud}, or null where any will do
 * @param userClaim the path of the user's id, or null for {@code userId}, or else {@code sub}
 * @param roleClaim the path of the role, or of a list of roles, or null for {@code role}, or else {@code roles}
 */
public record ExpectedClaims(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable String userClaim,
        @Nullable String roleClaim) {
    /** Takes tokens of any issuer for any audience, as the ledger makes them. */
    public static final ExpectedClaims ANY = new ExpectedClaims(null, null);

    /** Accepts tokens that name the caller in the same claims as the ledger's own. */
    public ExpectedClaims(@Nullable String issuer, @Nullable String audience) {
        this(issuer, audience, null, null);
    }

    void check(@Nullable String tokenIssuer, Collection<String> tokenAudience) {
        if (issuer != null && !issuer.equals(tokenIssuer)) {
            throw new UnauthenticatedException("The token is not from the issuer that this ledger trusts (claim iss)");
        }
        if (audience != null && !tokenAudience.contains(audience)) {
            throw new UnauthenticatedException("The token is not for this ledger (claim aud)");
        }
    }
}
