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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ledger.AccountId;

/** Makes tokens that a ledger with the same secret accepts. */
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
        Map<String, Object> who = new LinkedHashMap<>();
        if (claims.userClaim() != null) {
            ClaimPath.put(who, claims.userClaim(), user.value());
        }
        ClaimPath.put(
                who,
                claims.roleClaim() == null ? "role" : claims.roleClaim(),
                role.name().toLowerCase(Locale.ROOT));
        JWTClaimsSet.Builder body = new JWTClaimsSet.Builder();
        who.forEach(body::claim);
        return signed(body.subject(user.value())
                .issuer(claims.issuer())
                .audience(claims.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .build());
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
