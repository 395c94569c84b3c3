package ledger.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PublishedKeysTest {
    private static final RSAKey RSA = rsa("rsa");
    private static final RSAKey STRANGER = rsa("stranger");
    private static final ECKey EC = ec();

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile int status = 200;
    private volatile String published = new JWKSet(List.of(RSA.toPublicJWK(), EC.toPublicJWK())).toString();
    private HttpServer issuer;
    private Authenticator authenticator;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        authenticator = JwtAuthenticator.withKeysFrom(keysUrl(), ExpectedClaims.ANY, InstantSource.system());
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void a_token_under_a_published_key_is_good_and_the_keys_are_fetched_once() throws JOSEException {
        String byRsa = signed(JWSAlgorithm.RS256, RSA, new RSASSASigner(RSA), JOSEObjectType.JWT);
        String byEc = signed(JWSAlgorithm.ES256, EC, new ECDSASigner(EC), new JOSEObjectType("at+jwt"));

        Caller first = authenticator.authenticate(byRsa);
        Caller second = authenticator.authenticate(byEc);

        assertThat(first.role()).isEqualTo(Role.SERVICE);
        assertThat(second).isEqualTo(first);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_token_under_an_unknown_key_is_refused_and_asks_the_issuer_seldom() throws JOSEException {
        authenticator.authenticate(signed(JWSAlgorithm.RS256, RSA, new RSASSASigner(RSA), JOSEObjectType.JWT));
        String stranger = signed(JWSAlgorithm.RS256, STRANGER, new RSASSASigner(STRANGER), JOSEObjectType.JWT);

        for (int attempt = 0; attempt < 20; attempt++) {
            assertRefused(stranger);
        }

        assertThat(fetches.get()).isBetween(1, 3);
    }

    @Test
    void a_token_that_names_the_key_of_another_is_refused() throws JOSEException {
        assertRefused(signed(JWSAlgorithm.RS256, RSA, new RSASSASigner(STRANGER), JOSEObjectType.JWT));
    }

    @Test
    void an_algorithm_that_is_not_ours_is_refused() throws JOSEException {
        assertRefused(signed(JWSAlgorithm.RS512, RSA, new RSASSASigner(RSA), JOSEObjectType.JWT));
    }

    /** A provider signs for many: whoever is an administrator elsewhere must not be one here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://issuer.test | credits | good",
                "https://issuer.test | chat    | refused",
                "https://other.test  | credits | refused",
                "https://issuer.test |         | refused",
                "                    | credits | refused",
                "                    |         | refused",
            })
    void a_token_of_a_provider_must_be_of_the_expected_issuer_and_for_the_expected_audience(
            @Nullable String claimedIssuer, @Nullable String claimedAudience, String verdict) throws JOSEException {
        Authenticator strict = JwtAuthenticator.withKeysFrom(
                keysUrl(), new ExpectedClaims("https://issuer.test", "credits"), InstantSource.system());
        JWTClaimsSet claims = new JWTClaimsSet.Builder(good())
                .claim("role", "admin")
                .issuer(claimedIssuer)
                .audience(claimedAudience)
                .build();
        String token = signed(JWSAlgorithm.RS256, RSA, new RSASSASigner(RSA), JOSEObjectType.JWT, claims);

        if (verdict.equals("good")) {
            assertThat(strict.authenticate(token).role()).isEqualTo(Role.ADMIN);
        } else {
            assertThatThrownBy(() -> strict.authenticate(token)).isInstanceOf(UnauthenticatedException.class);
        }
    }

    @Test
    void a_public_key_is_no_secret_to_sign_with() throws JOSEException {
        byte[] known = RSA.toRSAPublicKey().getEncoded();

        assertRefused(signed(JWSAlgorithm.HS256, RSA, new MACSigner(known), JOSEObjectType.JWT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "not keys"})
    void while_the_issuer_gives_no_keys_nothing_is_said_of_the_token(String trouble) throws JOSEException {
        status = trouble.equals("500") ? 500 : 200;
        published = "trouble";
        String token = signed(JWSAlgorithm.RS256, RSA, new RSASSASigner(RSA), JOSEObjectType.JWT);

        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> authenticator.authenticate(token)).isInstanceOf(UnavailableException.class);
        }

        assertThat(fetches.get()).isBetween(1, 3);
    }

    @Test
    void an_issuer_that_cannot_be_reached_is_no_fault_of_the_token() throws JOSEException {
        issuer.stop(0);
        String token = signed(JWSAlgorithm.RS256, RSA, new RSASSASigner(RSA), JOSEObjectType.JWT);

        assertThatThrownBy(() -> authenticator.authenticate(token)).isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "keys.json", "ftp://issuer.test/keys"})
    void keys_come_by_http_only(String url) {
        assertThatThrownBy(() ->
                        JwtAuthenticator.withKeysFrom(URI.create(url), ExpectedClaims.ANY, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be an http or https URL");
    }

    private URI keysUrl() {
        return URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> authenticator.authenticate(token)).isInstanceOf(UnauthenticatedException.class);
    }

    private static String signed(JWSAlgorithm algorithm, JWK named, JWSSigner signer, JOSEObjectType type)
            throws JOSEException {
        return signed(algorithm, named, signer, type, good());
    }

    private static String signed(
            JWSAlgorithm algorithm, JWK named, JWSSigner signer, JOSEObjectType type, JWTClaimsSet claims)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .keyID(named.getKeyID())
                .type(type)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet good() {
        return new JWTClaimsSet.Builder()
                .subject("ann")
                .claim("role", "service")
                .expirationTime(Date.from(InstantSource.system().instant().plusSeconds(600)))
                .build();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
