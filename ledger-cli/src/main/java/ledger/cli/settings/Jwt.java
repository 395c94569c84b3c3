package ledger.cli.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How tokens are checked. Its text never shows the secret.
 *
 * @param secret of HS256
 * @param jwksUrl where the keys of RS256 and ES256 are
 * @param issuer that a token must have
 * @param audience that a token must be for
 * @param userClaim where a token says whose it is
 * @param roleClaim where a token says what its user may do
 */
public record Jwt(
        Optional<String> secret,
        Optional<URI> jwksUrl,
        Optional<String> issuer,
        Optional<String> audience,
        Optional<String> userClaim,
        Optional<String> roleClaim) {
    /** HS256 is only as strong as its hash if the key is as long as the hash. */
    private static final int SECRET_BYTES_MIN = 32;
    /** Names and numbers of this machine, but no name that a name server could send elsewhere. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    static Jwt read(Environment given) {
        Jwt jwt = new Jwt(
                given.text(Setting.JWT_SECRET),
                given.text(Setting.JWT_JWKS_URL).map(text -> Settings.url(given, Setting.JWT_JWKS_URL)),
                given.text(Setting.JWT_ISSUER),
                given.text(Setting.JWT_AUDIENCE),
                given.text(Setting.JWT_USER_CLAIM),
                given.text(Setting.JWT_ROLE_CLAIM));
        if (jwt.secret.isPresent() && jwt.jwksUrl.isPresent()) {
            throw new SettingException(Setting.JWT_JWKS_URL, "stands beside LEDGER_JWT_SECRET; set one of the two");
        }
        jwt.secret.ifPresent(Jwt::requireLength);
        jwt.jwksUrl.ifPresent(Jwt::requirePrivate);
        if (jwt.jwksUrl.isPresent()) {
            requireBesideKeys(Setting.JWT_ISSUER, jwt.issuer, "the claim iss of your tokens");
            requireBesideKeys(
                    Setting.JWT_AUDIENCE, jwt.audience, "what your tokens for this ledger have in the claim aud");
        }
        return jwt;
    }

    /** Whoever can change the keys on their way can make tokens of any role. */
    private static void requirePrivate(URI keys) {
        if (!keys.getScheme().equals("https")
                && !LOOPBACK.matcher(keys.getHost()).matches()) {
            throw new SettingException(
                    Setting.JWT_JWKS_URL,
                    "must start with https://; http:// is only for keys on this machine (localhost, 127.0.0.1 or [::1])");
        }
    }

    /** An issuer signs for many services under the same keys. A token for another service must not be accepted here. */
    private static void requireBesideKeys(Setting setting, Optional<String> value, String expected) {
        if (value.isEmpty()) {
            throw new SettingException(setting, "is needed beside LEDGER_JWT_JWKS_URL; set it to " + expected);
        }
    }

    /** Refuses a secret that could be guessed. */
    private static void requireLength(String secret) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new SettingException(
                    Setting.JWT_SECRET,
                    "must have at least " + SECRET_BYTES_MIN + " bytes; `openssl rand -hex 32` makes a good one");
        }
    }

    /** Whether there is anything to check tokens with. */
    public boolean isSet() {
        return secret.isPresent() || jwksUrl.isPresent();
    }

    /** The same with a secret. */
    Jwt withSecret(String generated) {
        return new Jwt(Optional.of(generated), jwksUrl, issuer, audience, userClaim, roleClaim);
    }

    @Override
    public String toString() {
        return "Jwt[secret=" + (secret.isPresent() ? "set" : "none") + ", jwksUrl=" + jwksUrl + "]";
    }
}
