package ledger.cli.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How tokens are checked. Its text says nothing of the secret.
 *
 * @param secret of HS256
 * @param jwksUrl where the keys of RS256 and ES256 are
 * @param issuer that a token must have
 * @param audience that a token must be for
 */
public record Jwt(Optional<String> secret, Optional<URI> jwksUrl, Optional<String> issuer, Optional<String> audience) {
    /** HS256 is as strong as its hash only with a key as long as it. */
    private static final int SECRET_BYTES_MIN = 32;

    /** Refuses a secret that could be guessed. */
    static void requireLength(String secret) {
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
        return new Jwt(Optional.of(generated), jwksUrl, issuer, audience);
    }

    @Override
    public String toString() {
        return "Jwt[secret=" + (secret.isPresent() ? "set" : "none") + ", jwksUrl=" + jwksUrl + "]";
    }
}
