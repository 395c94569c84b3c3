package ledger.cli;

import java.io.IOException;
import java.util.Map;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Setting;
import ledger.cli.settings.SettingException;
import ledger.cli.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs the ledger and its API on a Kafka that is there. */
final class ServeCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Options.command(
                this,
                "serve",
                "Run the ledger and its API on an existing Kafka. Needs LEDGER_KAFKA_BOOTSTRAP_SERVERS, and"
                        + " LEDGER_JWT_SECRET or LEDGER_JWT_JWKS_URL. Logs go to standard error. Ends with another"
                        + " status than 0 when the ledger stops working by itself, so that a supervisor starts it"
                        + " again.");
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws IOException, InterruptedException {
        Settings settings = Settings.read(environment, Scale.CLUSTER);
        String bootstrapServers = settings.kafka()
                .bootstrapServers()
                .orElseThrow(() -> new SettingException(
                        Setting.KAFKA_BOOTSTRAP_SERVERS,
                        "is needed; set it to host:port of your Kafka, or run dev, which has one of its own"));
        if (!settings.jwt().isSet()) {
            throw new SettingException(
                    Setting.JWT_SECRET,
                    "is needed, or LEDGER_JWT_JWKS_URL; `openssl rand -hex 32` makes a good secret");
        }
        DataDirectory data = new DataDirectory(settings.dataDirectory());
        Shutdown shutdown = new Shutdown();
        shutdown.onStop(data.take(data.stores())::close);
        Instance.requirePort(settings.api());
        Logs.toStandardError();
        new Instance(settings, bootstrapServers, shutdown).start(false);
        shutdown.await();
        return 0;
    }
}
