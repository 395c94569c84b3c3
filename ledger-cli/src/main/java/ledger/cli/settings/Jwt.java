package ledger.cli.settings;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.api.auth.ExpectedClaims;
import ledger.api.auth.TokenSecret;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are checked.
 *
 * @param secret of HS256
 * @param jwksUrl where the keys of RS256 and ES256 are
 * @param expected what a token must say
 */
public record Jwt(Optional<TokenSecret> secret, Optional<URI> jwksUrl, ExpectedClaims expected) {
    /** Names and numbers of this machine, but no name that a name server could send elsewhere. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    static Jwt read(Environment given) {
        Optional<String> secret = given.text(Setting.JWT_SECRET);
        Optional<URI> jwksUrl = given.text(Setting.JWT_JWKS_URL).map(text -> Settings.url(given, Setting.JWT_JWKS_URL));
        ExpectedClaims expected = new ExpectedClaims(
                given.text(Setting.JWT_ISSUER).orElse(null),
                given.text(Setting.JWT_AUDIENCE).orElse(null),
                given.text(Setting.JWT_USER_CLAIM).orElse(null),
                given.text(Setting.JWT_ROLE_CLAIM).orElse(null));
        if (secret.isPresent() && jwksUrl.isPresent()) {
            throw new SettingException(Setting.JWT_JWKS_URL, "stands beside LEDGER_JWT_SECRET; set one of the two");
        }
        jwksUrl.ifPresent(keys -> {
            requirePrivate(keys);
            requireBesideKeys(Setting.JWT_ISSUER, expected.issuer(), "the claim iss of your tokens");
            requireBesideKeys(
                    Setting.JWT_AUDIENCE,
                    expected.audience(),
                    "what your tokens for this ledger have in the claim aud");
        });
        return new Jwt(secret.map(Jwt::secret), jwksUrl, expected);
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
    private static void requireBesideKeys(Setting setting, @Nullable String value, String expected) {
        if (value == null) {
            throw new SettingException(setting, "is needed beside LEDGER_JWT_JWKS_URL; set it to " + expected);
        }
    }

    /** Refuses a secret that could be guessed, without showing it. */
    private static TokenSecret secret(String text) {
        try {
            return new TokenSecret(text);
        } catch (IllegalArgumentException tooShort) {
            throw new SettingException(
                    Setting.JWT_SECRET, tooShort.getMessage() + "; `openssl rand -hex 32` makes a good one");
        }
    }

    /** Whether there is anything to check tokens with. */
    public boolean isSet() {
        return secret.isPresent() || jwksUrl.isPresent();
    }
}
