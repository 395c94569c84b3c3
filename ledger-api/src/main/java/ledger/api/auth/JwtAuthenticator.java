package ledger.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Checks JSON Web Tokens: signature, time, issuer and audience. */
public final class JwtAuthenticator implements Authenticator {
    /** What a server takes as one request header, about. */
    static final int TOKEN_LENGTH_MAX = 8_000;

    private final Signatures signatures;
    private final ExpectedClaims expected;
    private final InstantSource clock;
    private final RecentTokens recent = new RecentTokens();

    private JwtAuthenticator(Signatures signatures, ExpectedClaims expected, InstantSource clock) {
        this.signatures = signatures;
        this.expected = expected;
        this.clock = clock;
    }

    /** Trusts tokens signed with HS256 under a shared secret. */
    public static JwtAuthenticator withSecret(TokenSecret secret, ExpectedClaims expected, InstantSource clock) {
        return new JwtAuthenticator(new SecretSignatures(secret), expected, clock);
    }

    /**
     * Trusts tokens signed with RS256 or ES256 under the keys published at a URL. The keys are first fetched when the
     * first token arrives. Throws {@link IllegalArgumentException} for a URL that is not http or https.
     */
    public static JwtAuthenticator withKeysFrom(URI keysUrl, ExpectedClaims expected, InstantSource clock) {
        return new JwtAuthenticator(new PublishedSignatures(keysUrl), expected, clock);
    }

    @Override
    public Caller authenticate(String bearerToken) {
        requireLength(bearerToken);
        long nowMillis = clock.millis();
        Caller known = recent.find(bearerToken, nowMillis);
        return known != null ? known : checked(bearerToken, nowMillis);
    }

    @Override
    public Caller authenticateBrief(String token, Duration lifetimeMax) {
        requireLength(token);
        Instant now = clock.instant();
        JWTClaimsSet claims = verified(token);
        expected.check(claims.getIssuer(), claims.getAudience());
        Claims.goodUntil(claims, now);
        Claims.requireBrief(claims, now, lifetimeMax);
        return Claims.caller(claims, expected);
    }

    private static void requireLength(String token) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw new UnauthenticatedException("The token is longer than " + TOKEN_LENGTH_MAX + " characters");
        }
    }

    private Caller checked(String token, long nowMillis) {
        JWTClaimsSet claims = verified(token);
        expected.check(claims.getIssuer(), claims.getAudience());
        Instant goodUntil = Claims.goodUntil(claims, Instant.ofEpochMilli(nowMillis));
        Caller caller = Claims.caller(claims, expected);
        recent.remember(token, caller, nowMillis, goodUntil);
        return caller;
    }

    private JWTClaimsSet verified(String token) {
        try {
            return signatures.verified(SignedJWT.parse(token));
        } catch (ParseException | JOSEException malformed) {
            // The cause is left out: it may quote the token.
            throw new UnauthenticatedException("The token is not a signed JSON Web Token");
        }
    }
}
