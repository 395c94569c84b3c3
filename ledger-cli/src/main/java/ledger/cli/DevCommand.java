package ledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import ledger.api.auth.TokenSecret;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Setting;
import ledger.cli.settings.SettingException;
import ledger.cli.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs everything in one process, with a broker of its own. */
final class DevCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Options.command(
                this,
                "dev",
                "Run everything in one process: a broker that keeps its data in LEDGER_DATA_DIR, the ledger and"
                        + " its API. Prints where it is, tokens and commands to try. Ctrl-C stops it; started"
                        + " again it has lost nothing.");
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws IOException, InterruptedException {
        Settings settings = Settings.read(environment, Scale.EMBEDDED);
        if (settings.kafka().bootstrapServers().isPresent()) {
            throw new SettingException(
                    Setting.KAFKA_BOOTSTRAP_SERVERS,
                    "is not for dev, which has a broker of its own; unset it, or use serve");
        }
        DataDirectory data = new DataDirectory(settings.dataDirectory());
        Shutdown shutdown = new Shutdown();
        shutdown.onStop(data.take(data.broker(), data.stores(), data.logs())::close);
        Instance.requirePort(settings.api());
        Logs.toFile(data.logs());
        EmbeddedBroker broker = EmbeddedBroker.start(
                new BrokerSettings(data.broker(), settings.kafka().port()));
        shutdown.onStop(broker::close);
        Settings secured = settings.jwt().isSet() ? settings : settings.withSecret(new TokenSecret(data.secretOrNew()));
        URI url = new Instance(secured, broker.bootstrapServers(), shutdown).start(true);
        PrintWriter out = given.commandSpec().commandLine().getOut();
        out.print(Welcome.text(url, secured.jwt()));
        out.flush();
        shutdown.await();
        return 0;
    }
}
