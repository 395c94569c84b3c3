package ledger.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import ledger.AccountId;

/** Mints tokens that a ledger with the same secret accepts. */
public final class Tokens {
    private final TokenSecret secret;
    private final ExpectedClaims claims;
    private final InstantSource clock;

    /** Puts into every token what the ledger expects of it. */
    public Tokens(TokenSecret secret, ExpectedClaims claims, InstantSource clock) {
        this.secret = secret;
        this.claims = claims;
        this.clock = clock;
    }

    /** A token for a user in a role, good from now on for a time, whole seconds of it. */
    public String mint(AccountId user, Role role, Duration ttl) {
        Instant now = clock.instant();
        JWTClaimsSet body = new JWTClaimsSet.Builder()
                .subject(user.value())
                .claim("role", role.name().toLowerCase(Locale.ROOT))
                .issuer(claims.issuer())
                .audience(claims.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .build();
        return signed(body);
    }

    private String signed(JWTClaimsSet body) {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), body);
        try {
            token.sign(new MACSigner(secret.bytes()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
