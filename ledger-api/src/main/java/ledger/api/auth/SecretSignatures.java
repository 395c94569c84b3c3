package ledger.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** Trusts HS256 under a shared secret, and no other algorithm. */
final class SecretSignatures implements Signatures {
    private final MACVerifier verifier;

    SecretSignatures(TokenSecret secret) {
        try {
            verifier = new MACVerifier(secret.bytes());
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException(tooShort);
        }
    }

    @Override
    public JWTClaimsSet verified(SignedJWT token) throws ParseException, JOSEException {
        if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())) {
            throw new UnauthenticatedException("The token must be signed with HS256");
        }
        if (!token.verify(verifier)) {
            throw new UnauthenticatedException("The token's signature does not match");
        }
        return token.getJWTClaimsSet();
    }
}
