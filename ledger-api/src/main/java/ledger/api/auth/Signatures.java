package ledger.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** Tells whether a token was signed by someone the ledger trusts. Thread-safe. */
interface Signatures {
    /** The claims of a token whose signature is good. Throws for every other; nothing is said of the claims. */
    JWTClaimsSet verified(SignedJWT token) throws ParseException, JOSEException;
}
