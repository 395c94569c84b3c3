package ledger.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import ledger.api.auth.ExpectedClaims;
import ledger.api.auth.TokenSecret;
import ledger.api.auth.Tokens;
import ledger.cli.settings.Jwt;
import ledger.cli.settings.Settings;

/** The token that a command needs to call a running ledger. */
final class Access {
    private Access() {}

    /** Mints tokens with the secret that was set, or else with the one generated in the data directory. */
    static Tokens tokens(Settings settings) throws IOException {
        Optional<String> set = settings.jwt().secret();
        Optional<String> secret = set.isPresent() ? set : new DataDirectory(settings.dataDirectory()).secret();
        if (secret.isEmpty()) {
            throw new UserError(
                    "no secret to sign with: set LEDGER_JWT_SECRET, or LEDGER_DATA_DIR to the directory of a"
                            + " ledger that was started with `dev` (" + settings.dataDirectory() + " has none)");
        }
        return new Tokens(new TokenSecret(secret.get()), expected(settings.jwt()), InstantSource.system());
    }

    static ExpectedClaims expected(Jwt jwt) {
        return new ExpectedClaims(
                jwt.issuer().orElse(null),
                jwt.audience().orElse(null),
                jwt.userClaim().orElse(null),
                jwt.roleClaim().orElse(null));
    }
}
