package ledger.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Settings;
import ledger.streams.LedgerRebuild;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Throws away the state of a ledger that does not run, and folds its command log again. */
final class RebuildCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildCommand.class);

    @Override
    public CommandSpec spec() {
        return Options.command(
                        this,
                        "rebuild",
                        "Throw away the stores of a ledger that does not run, and fold its command log again. What is"
                                + " published already is compared and not published again. Uses the Kafka of"
                                + " LEDGER_KAFKA_BOOTSTRAP_SERVERS where that is set, else the data of dev in"
                                + " LEDGER_DATA_DIR. Needs the settings of the ledger itself.")
                .addOption(Options.value(
                        "--partition",
                        "P",
                        Integer.class,
                        "Only this partition of the command log; all of them without it."))
                .addOption(Options.flag("--json", "Print JSON."));
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws IOException, InterruptedException {
        Integer partition = given.matchedOptionValue("--partition", null);
        if (partition != null && partition < 0) {
            throw new UserError("--partition must be 0 or more");
        }
        boolean hasKafka = Settings.read(environment, Scale.EMBEDDED)
                .kafka()
                .bootstrapServers()
                .isPresent();
        Settings settings = Settings.read(environment, hasKafka ? Scale.CLUSTER : Scale.EMBEDDED);
        DataDirectory data = new DataDirectory(settings.dataDirectory());
        Logs.toFile(data.logs());
        // With a Kafka of its own, the directory is taken together with its broker.
        try (Closeable stores = hasKafka ? data.take() : () -> {};
                TargetKafka kafka = TargetKafka.of(settings)) {
            LOG.debug("rebuilding stores={}", stores);
            RebuildProgress progress = new RebuildProgress();
            int rebuilt = LedgerRebuild.run(
                    Instance.streams(settings, kafka.bootstrapServers()),
                    Clock.systemUTC(),
                    partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                    progress::behind);
            progress.end();
            print(given, rebuilt, progress.folded());
        }
        return 0;
    }

    private static void print(ParseResult given, int partitions, long commands) {
        PrintWriter out = given.commandSpec().commandLine().getOut();
        if (given.hasMatchedOption("--json")) {
            out.println("{\"partitions\": %d, \"commands\": %d}".formatted(partitions, commands));
        } else {
            out.println("%d partitions folded again, %,d commands".formatted(partitions, commands));
        }
        out.flush();
    }
}
