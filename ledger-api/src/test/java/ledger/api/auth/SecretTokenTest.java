package ledger.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.stream.Stream;
import ledger.AccountId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretTokenTest {
    private static final String SECRET = "a secret of more than thirty-two bytes, long enough for HS512 as well, 64";
    private static final long NOW = 1_800_000_000;
    private static final String LATER = "\"exp\":" + (NOW + 3_600);

    private Instant now = Instant.ofEpochSecond(NOW);
    private final InstantSource clock = () -> now;
    private final Authenticator authenticator =
            JwtAuthenticator.withSecret(new TokenSecret(SECRET), ExpectedClaims.ANY, clock);

    @Test
    void a_minted_token_names_its_user_and_role() {
        String token = mint(ExpectedClaims.ANY, Duration.ofHours(1));

        Caller caller = authenticator.authenticate(token);

        assertThat(caller).isEqualTo(new Caller("ann", new AccountId("ann"), Role.SERVICE));
    }

    @Test
    void a_token_for_a_url_was_made_for_five_minutes_at_most() {
        Duration max = Duration.ofMinutes(5);

        Caller caller = authenticator.authenticateBrief(mint(ExpectedClaims.ANY, max), max);

        assertThat(caller).isEqualTo(new Caller("ann", new AccountId("ann"), Role.SERVICE));
        String longer = mint(ExpectedClaims.ANY, max.plusSeconds(1));
        assertThatThrownBy(() -> authenticator.authenticateBrief(longer, max))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining("at most 300 seconds");
        now = now.plusSeconds(200);
        assertThatThrownBy(() -> authenticator.authenticateBrief(longer, max))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining("at most 300 seconds");
    }

    @Test
    void a_token_says_who_is_calling_where_the_ledger_is_told_to_look() {
        ExpectedClaims claims = new ExpectedClaims(null, null, "ext.customer.id", "ext.roles");
        Authenticator told = JwtAuthenticator.withSecret(new TokenSecret(SECRET), claims, clock);

        Caller caller = told.authenticate(
                signed("{\"sub\":\"s-1\",\"ext\":{\"customer\":{\"id\":\"ann\"},\"roles\":[\"other\",\"admin\"]},"
                        + LATER + "}"));

        assertThat(caller).isEqualTo(new Caller("s-1", new AccountId("ann"), Role.ADMIN));
        assertThat(told.authenticate(mint(claims, Duration.ofHours(1))))
                .isEqualTo(new Caller("ann", new AccountId("ann"), Role.SERVICE));
    }

    @Test
    void a_claim_named_by_a_url_is_found_by_all_of_its_name() {
        ExpectedClaims claims = new ExpectedClaims(null, null, "https://us.example/id", null);
        Authenticator told = JwtAuthenticator.withSecret(new TokenSecret(SECRET), claims, clock);

        Caller caller = told.authenticate(signed("{\"sub\":\"s-1\",\"https://us.example/id\":\"ann\"," + LATER + "}"));

        assertThat(caller.account().value()).isEqualTo("ann");
    }

    @Test
    void a_token_without_the_claim_that_names_the_user_is_refused() {
        ExpectedClaims claims = new ExpectedClaims(null, null, "ext.id", null);
        Authenticator told = JwtAuthenticator.withSecret(new TokenSecret(SECRET), claims, clock);

        assertThatThrownBy(() -> told.authenticate(signed("{\"sub\":\"ann\",\"userId\":\"ann\"," + LATER + "}")))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining("claim ext.id must have");
    }

    @Test
    void a_minted_token_carries_what_the_ledger_expects() {
        ExpectedClaims claims = new ExpectedClaims("https://issuer.test", "credits");
        Authenticator strict = JwtAuthenticator.withSecret(new TokenSecret(SECRET), claims, clock);

        Caller caller = strict.authenticate(mint(claims, Duration.ofHours(1)));

        assertThat(caller.account().value()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'role':'admin'                      | ADMIN",
                "'role':'Admin'                      | ADMIN",
                "'role':'SERVICE'                    | SERVICE",
                "'role':'user'                       | USER",
                "'other':1                           | USER",
                "'role':null                         | USER",
                "'role':'root'                       | USER",
                "'role':7                            | USER",
                "'role':{'admin':true}               | USER",
                "'roles':['admin']                   | ADMIN",
                "'roles':['editor','service','user'] | SERVICE",
                "'roles':'service'                   | SERVICE",
                "'roles':[]                          | USER",
                "'roles':[null,7,['admin']]          | USER",
                "'role':'user','roles':['admin']     | USER",
                "'role':'editor','roles':['admin']   | USER",
            })
    void a_role_that_is_not_ours_gives_no_rights(String claim, Role role) {
        String token = signed("{\"sub\":\"ann\"," + claim.replace('\'', '"') + "," + LATER + "}");

        assertThat(authenticator.authenticate(token).role()).isEqualTo(role);
    }

    @Test
    void the_claim_user_id_names_the_account_and_the_subject_the_actor() {
        String token = signed("{\"sub\":\"idp|7\",\"userId\":\"ann\"," + LATER + "}");

        Caller caller = authenticator.authenticate(token);

        assertThat(caller).isEqualTo(new Caller("idp|7", new AccountId("ann"), Role.USER));
    }

    @Test
    void without_a_subject_the_user_is_the_actor() {
        assertThat(authenticator
                        .authenticate(signed("{\"userId\":\"ann\"," + LATER + "}"))
                        .actor())
                .isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({"-1, good", "-4, good", "-5, refused", "-6, refused", "-3600, refused", "1, good"})
    void a_token_ends_at_most_five_seconds_late(long endsInSeconds, String verdict) {
        assertVerdict(signed("{\"sub\":\"ann\",\"exp\":" + (NOW + endsInSeconds) + "}"), verdict);
    }

    @ParameterizedTest
    @CsvSource({"-10, good", "4, good", "5, good", "6, refused"})
    void a_token_begins_at_most_five_seconds_early(long beginsInSeconds, String verdict) {
        assertVerdict(signed("{\"sub\":\"ann\"," + LATER + ",\"nbf\":" + (NOW + beginsInSeconds) + "}"), verdict);
    }

    @ParameterizedTest
    @CsvSource({"0, good", "-86400, good", "-86405, refused", "6, refused"})
    void a_token_without_an_end_is_good_for_a_day(long issuedInSeconds, String verdict) {
        assertVerdict(signed("{\"sub\":\"ann\",\"iat\":" + (NOW + issuedInSeconds) + "}"), verdict);
    }

    @Test
    void a_token_known_to_be_good_still_ends() {
        String token = mint(ExpectedClaims.ANY, Duration.ofSeconds(30));
        authenticator.authenticate(token);

        now = now.plusSeconds(35);

        assertThatThrownBy(() -> authenticator.authenticate(token))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessage("The token has expired");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE / 1_000, Long.MAX_VALUE / 1_001})
    void an_end_in_the_farthest_future_is_an_end(long end) {
        assertVerdict(signed("{\"sub\":\"ann\",\"exp\":" + end + "}"), "good");
    }

    @ParameterizedTest
    @MethodSource
    void a_token_that_is_not_good_is_refused(String why, String token) {
        assertThatThrownBy(() -> authenticator.authenticate(token))
                .as(why)
                .isInstanceOf(UnauthenticatedException.class)
                .hasNoCause();
    }

    static Stream<Arguments> a_token_that_is_not_good_is_refused() {
        String good = signed("{\"sub\":\"ann\"," + LATER + "}");
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("a word", "garbage"),
                Arguments.of("dots", ".."),
                Arguments.of("no signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("two parts", parts[0] + "." + parts[1]),
                Arguments.of("four parts", good + ".x"),
                Arguments.of("cut short", good.substring(0, good.length() - 4)),
                Arguments.of(
                        "other payload", parts[0] + "." + encoded("{\"sub\":\"bob\"," + LATER + "}") + "." + parts[2]),
                Arguments.of(
                        "other secret",
                        signed("{\"sub\":\"ann\"," + LATER + "}", JWSAlgorithm.HS256, "other " + SECRET)),
                Arguments.of("HS384", signed("{\"sub\":\"ann\"," + LATER + "}", JWSAlgorithm.HS384, SECRET)),
                Arguments.of("HS512", signed("{\"sub\":\"ann\"," + LATER + "}", JWSAlgorithm.HS512, SECRET)),
                Arguments.of("alg none", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "."),
                Arguments.of("alg None", encoded("{\"alg\":\"None\"}") + "." + parts[1] + "."),
                Arguments.of("alg none, signed", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
                Arguments.of("alg RS256", encoded("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2]),
                Arguments.of("alg missing", encoded("{}") + "." + parts[1] + "." + parts[2]),
                Arguments.of("deep header", encoded("[".repeat(3_000)) + "." + parts[1] + "." + parts[2]),
                Arguments.of("not JSON", signed("credits")),
                Arguments.of("a list", signed("[]")),
                Arguments.of("no user", signed("{" + LATER + "}")),
                Arguments.of("user null", signed("{\"sub\":null," + LATER + "}")),
                Arguments.of("user a number", signed("{\"sub\":\"ann\",\"userId\":7," + LATER + "}")),
                Arguments.of("user empty", signed("{\"sub\":\"ann\",\"userId\":\"\"," + LATER + "}")),
                Arguments.of("user too long", signed("{\"sub\":\"" + "a".repeat(129) + "\"," + LATER + "}")),
                Arguments.of("user with a line break", signed("{\"sub\":\"a\\nb\"," + LATER + "}")),
                Arguments.of(
                        "subject too long",
                        signed("{\"userId\":\"a\",\"sub\":\"" + "a".repeat(257) + "\"," + LATER + "}")),
                Arguments.of("no end", signed("{\"sub\":\"ann\"}")),
                Arguments.of("end null", signed("{\"sub\":\"ann\",\"exp\":null}")),
                Arguments.of("end as text", signed("{\"sub\":\"ann\",\"exp\":\"tomorrow\"}")),
                Arguments.of(
                        "too long", signed("{\"sub\":\"ann\",\"pad\":\"" + "x".repeat(8_000) + "\"," + LATER + "}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'iss':'https://issuer.test','aud':'credits'          | good",
                "'iss':'https://issuer.test','aud':['chat','credits'] | good",
                "'iss':'https://other.test','aud':'credits'           | refused",
                "'aud':'credits'                                      | refused",
                "'iss':'https://issuer.test','aud':'chat'             | refused",
                "'iss':'https://issuer.test'                          | refused",
            })
    void issuer_and_audience_must_be_the_expected_ones(String claim, String verdict) {
        Authenticator strict = JwtAuthenticator.withSecret(
                new TokenSecret(SECRET), new ExpectedClaims("https://issuer.test", "credits"), clock);
        String token = signed("{\"sub\":\"ann\"," + LATER + "," + claim.replace('\'', '"') + "}");

        assertThat(verdict(strict, token)).isEqualTo(verdict);
    }

    @Test
    void a_secret_shorter_than_its_hash_is_refused_and_none_is_printed() {
        assertThatThrownBy(() -> new TokenSecret("x".repeat(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must have at least 32 bytes");
        assertThat(new TokenSecret("ü".repeat(16))).hasToString("(secret)");
    }

    private void assertVerdict(String token, String verdict) {
        assertThat(verdict(authenticator, token)).isEqualTo(verdict);
    }

    private static String verdict(Authenticator authenticator, String token) {
        try {
            authenticator.authenticate(token);
            return "good";
        } catch (UnauthenticatedException refused) {
            return "refused";
        }
    }

    private String mint(ExpectedClaims claims, Duration ttl) {
        return new Tokens(new TokenSecret(SECRET), claims, clock).mint(new AccountId("ann"), Role.SERVICE, ttl);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String json) {
        return signed(json, JWSAlgorithm.HS256, SECRET);
    }

    private static String signed(String json, JWSAlgorithm algorithm, String secret) {
        try {
            JWSObject token = new JWSObject(new JWSHeader(algorithm), new Payload(json));
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
