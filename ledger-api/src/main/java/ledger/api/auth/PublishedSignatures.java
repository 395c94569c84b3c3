package ledger.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Set;
import ledger.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trusts RS256 and ES256 under the keys that an issuer publishes at a URL. */
final class PublishedSignatures implements Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedSignatures.class);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Set<String> SCHEMES = Set.of("http", "https");
    /** The types that issuers write: the plain token, the access token of RFC 9068, or none. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null);

    /** A caller waits while keys are fetched, so a slow issuer may cost a request this much and no more. */
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private static final int READ_TIMEOUT_MILLIS = 2_000;
    /** Some hundred RSA keys with their certificates. */
    private static final int KEYS_BYTES_MAX = 256 * 1_024;
    /** How long a key that the issuer has withdrawn is still trusted. */
    private static final long KEYS_FRESH_MILLIS = 300_000;
    /** Longer than a fetch can take, so a waiting request gives up only after the one that fetches. */
    private static final long FETCH_WAIT_MILLIS = 5_000;
    /** The shortest time between two fetches, so that made-up key ids cannot make us call the issuer more often. */
    private static final long FETCH_INTERVAL_MILLIS = 5_000;
    /** Known keys stay good this long while the issuer cannot be reached. */
    private static final long OUTAGE_MILLIS = 3_600_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private volatile boolean fetchFailed;

    PublishedSignatures(URI keysUrl) {
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(url(keysUrl))));
        processor.setJWTClaimsSetVerifier(null);
    }

    @Override
    public JWTClaimsSet verified(SignedJWT token) throws JOSEException {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            fetchFailed = false;
            return claims;
        } catch (RateLimitReachedException fetchedJustNow) {
            if (fetchFailed) {
                throw unavailable(fetchedJustNow);
            }
            throw unknownKey();
        } catch (KeySourceException unreachable) {
            fetchFailed = true;
            LOG.warn("keys of the token issuer not fetched reason={}", unreachable.getMessage());
            throw unavailable(unreachable);
        } catch (BadJOSEException unsigned) {
            throw unknownKey();
        }
    }

    private static JWKSource<SecurityContext> keys(URL url) {
        DefaultResourceRetriever http =
                new DefaultResourceRetriever(CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS, KEYS_BYTES_MAX);
        return JWKSourceBuilder.<SecurityContext>create(url, http)
                .cache(KEYS_FRESH_MILLIS, FETCH_WAIT_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(FETCH_INTERVAL_MILLIS)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
    }

    private static URL url(URI keysUrl) {
        if (keysUrl.getScheme() == null || !SCHEMES.contains(keysUrl.getScheme())) {
            throw new IllegalArgumentException("must be an http or https URL");
        }
        try {
            return keysUrl.toURL();
        } catch (MalformedURLException malformed) {
            throw new IllegalArgumentException("must be an http or https URL", malformed);
        }
    }

    private static UnauthenticatedException unknownKey() {
        return new UnauthenticatedException(
                "The token must be signed with RS256 or ES256 under a key that its issuer publishes");
    }

    private static UnavailableException unavailable(KeySourceException cause) {
        return new UnavailableException("The keys of the token issuer cannot be fetched now", cause);
    }
}
