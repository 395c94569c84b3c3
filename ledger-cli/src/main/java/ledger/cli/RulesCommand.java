package ledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import ledger.Position;
import ledger.cli.load.ProgressLine;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Settings;
import ledger.decide.Rules;
import ledger.streams.StreamsSettings;
import ledger.streams.rows.RulesRow;
import ledger.streams.steer.LogRules;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows which rules hold from where, activates newer ones, and skips a record at which the ledger cannot go on. */
final class RulesCommand implements Command {
    private static final String SHOW = "show";
    private static final String ACTIVATE = "activate";
    private static final String SKIP = "skip";
    private static final int USAGE_STATUS = 2;

    @Override
    public CommandSpec spec() {
        CommandSpec show = subcommand(
                SHOW, "Of each partition: the version in force, since where, and what is skipped. Changes nothing.");
        CommandSpec activate = subcommand(
                ACTIVATE,
                "Have a version hold in every partition from here on, once every instance runs a build that knows it:"
                        + " one that does not stops there. Done again, it does nothing.");
        activate.addPositional(Options.positional(
                "VERSION", Integer.class, "The version of the rules; `rules show` names the newest."));
        CommandSpec skip = subcommand(
                SKIP,
                "Refuse the one record at which the ledger stands and cannot go on: it becomes a dead letter when the"
                        + " ledger is started next. The ledger must be stopped. Name the position that its last words"
                        + " name, and no other: what was answered before would be taken back.");
        skip.addPositional(
                Options.positional("P-O", String.class, "partition-offset of ledger.commands, such as 2-17."));
        return Options.command(
                        this,
                        "rules",
                        "Which rules hold from where in the log. Reads the log of the running ledger, or of"
                                + " LEDGER_KAFKA_BOOTSTRAP_SERVERS; where dev does not run, its broker is started"
                                + " meanwhile.")
                .addSubcommand(SHOW, show)
                .addSubcommand(ACTIVATE, activate)
                .addSubcommand(SKIP, skip);
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws IOException {
        if (!given.hasSubcommand()) {
            CommandLine line = given.commandSpec().commandLine();
            line.usage(line.getErr());
            return USAGE_STATUS;
        }
        ParseResult asked = given.subcommand();
        // Checked before connecting to anything, so that a typing mistake is reported at once.
        RulesRequest request = request(asked);
        Settings settings = Settings.read(environment, Scale.EMBEDDED);
        PrintWriter out = given.commandSpec().commandLine().getOut();
        try (TargetKafka kafka = TargetKafka.of(settings)) {
            StreamsSettings streams = Instance.streams(settings, kafka.bootstrapServers());
            try (LogRules log = new LogRules(streams)) {
                request.run(log, new RulesOutput(out, asked.hasMatchedOption("--json")));
            }
        } catch (IllegalArgumentException refused) {
            throw new UserError(String.valueOf(refused.getMessage()));
        }
        out.flush();
        return 0;
    }

    /** What is done with the log, and said of it. */
    private interface RulesRequest {
        void run(LogRules log, RulesOutput output);
    }

    private static RulesRequest request(ParseResult asked) {
        return switch (asked.commandSpec().name()) {
            case ACTIVATE -> {
                Rules rules = rules(asked.matchedPositionalValue(0, 0));
                yield (log, output) -> activate(rules, log, output);
            }
            case SKIP -> {
                Position position = position(asked.matchedPositionalValue(0, ""));
                yield (log, output) -> output.skipped(position, log.skip(position));
            }
            default -> (log, output) -> output.shown(log.read(watcher()), Instance.rules());
        };
    }

    private static void activate(Rules rules, LogRules log, RulesOutput output) {
        SortedMap<Integer, RulesRow> rows = log.read(watcher());
        rows.forEach((partition, row) -> {
            if (row.version() > rules.version()) {
                throw new UserError("version " + row.version() + " holds in partition " + partition
                        + " already, and rules never go back to a lower one; nothing was changed");
            }
        });
        output.activated(rules, log.activate(rules, rows));
    }

    /** Shows how far the log was read, where somebody looks and it takes long. */
    private static LogRules.Watcher watcher() {
        ProgressLine line = new ProgressLine();
        return (partition, offset, end) -> {
            if (offset >= end) {
                line.end();
            } else if (ProgressLine.isWatched()) {
                line.show(() -> String.format(Locale.ROOT, "partition %d: %,d of %,d records", partition, offset, end));
            }
        };
    }

    private static Rules rules(int version) {
        int newest = Instance.rules().newest().version();
        return Rules.of(version)
                .filter(Instance.rules().newest()::include)
                .orElseThrow(() -> new UserError("VERSION must be 1 to " + newest
                        + ", which is the newest that this build, " + Version.text() + ", knows"));
    }

    private static Position position(String text) {
        return Position.parse(text)
                .filter(position -> position.offset() >= 0)
                .orElseThrow(() -> new UserError("P-O must be partition-offset of ledger.commands, such as 2-17"));
    }

    private static CommandSpec subcommand(String name, String description) {
        return Options.command(null, name, description).addOption(Options.flag("--json", "Print JSON."));
    }
}
