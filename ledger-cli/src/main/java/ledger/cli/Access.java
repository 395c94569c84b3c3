package ledger.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import ledger.api.auth.TokenSecret;
import ledger.api.auth.Tokens;
import ledger.cli.settings.Settings;

/** The token that a command needs to call a running ledger. */
final class Access {
    private Access() {}

    /** Mints tokens with the secret that was set, or else with the one generated in the data directory. */
    static Tokens tokens(Settings settings) throws IOException {
        Optional<TokenSecret> set = settings.jwt().secret();
        TokenSecret secret = (set.isPresent() ? set : generated(settings))
                .orElseThrow(() -> new UserError(
                        "no secret to sign with: set LEDGER_JWT_SECRET, or LEDGER_DATA_DIR to the directory of a"
                                + " ledger that was started with `dev` (" + settings.dataDirectory() + " has none)"));
        return new Tokens(secret, settings.jwt().expected(), InstantSource.system());
    }

    private static Optional<TokenSecret> generated(Settings settings) throws IOException {
        return new DataDirectory(settings.dataDirectory()).secret().map(TokenSecret::new);
    }
}
