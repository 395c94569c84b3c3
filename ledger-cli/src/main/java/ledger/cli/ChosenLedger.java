package ledger.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import ledger.AccountId;
import ledger.api.auth.Role;
import ledger.cli.settings.Settings;

/**
 * The ledger that a command works with: the one in the settings, else the one that runs in the data directory, else the
 * defaults.
 *
 * @param settings of the environment
 * @param running what says it runs in the data directory
 */
record ChosenLedger(Settings settings, Optional<RunningLedger> running) {
    /** The subject that commands act as. */
    private static final AccountId SELF = new AccountId("ledger-cli");

    private static final Duration TOKEN_TTL = Duration.ofHours(12);

    static ChosenLedger of(Settings settings) throws IOException {
        return new ChosenLedger(settings, RunningLedger.find(new DataDirectory(settings.dataDirectory())));
    }

    String bootstrapServers() {
        return settings.kafka()
                .bootstrapServers()
                .or(() -> running.map(RunningLedger::bootstrapServers))
                .orElse("127.0.0.1:" + settings.kafka().port());
    }

    URI url() {
        return settings.advertisedUrl()
                .or(() -> running.map(RunningLedger::url))
                .orElse(URI.create(
                        "http://" + settings.api().host() + ":" + settings.api().port()));
    }

    /** As an administrator; throws {@link UserError} where there is no secret to sign with. */
    LedgerHttp http() throws IOException {
        return new LedgerHttp(url(), Access.tokens(settings).mint(SELF, Role.ADMIN, TOKEN_TTL));
    }
}
