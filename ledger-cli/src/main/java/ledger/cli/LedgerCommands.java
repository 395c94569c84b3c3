package ledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import ledger.UnavailableException;
import ledger.broker.BrokerStartException;
import ledger.cli.load.UnreadableFileException;
import ledger.cli.settings.SettingException;
import ledger.streams.topic.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line and runs what it asks for. */
final class LedgerCommands {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCommands.class);
    private static final List<Command> COMMANDS = List.of(
            new DevCommand(),
            new ServeCommand(),
            new TokenCommand(),
            new LoadCommand(),
            new ReplayCommand(),
            new RebuildCommand(),
            new RulesCommand());
    private static final int WIDTH = 100;
    private static final int USAGE_STATUS = 2;

    private LedgerCommands() {}

    /** Does what the arguments say and gives the exit status; whatever goes wrong is one line on standard error. */
    static int run(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } finally {
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    /** The whole command line, for help and for parsing. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandSpec root = Options.command(null, "ledger", "A credit ledger for chat services, on Kafka.");
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
        root.version("ledger " + Version.text());
        root.usageMessage()
                .footer(
                        "  bench   Measure it beside Kafka and Postgres on this machine; only ./ledger in a checkout has it.",
                        "",
                        "`ledger COMMAND --help` says more of each. Settings: docs/settings.md");
        for (Command command : COMMANDS) {
            CommandSpec spec = command.spec();
            root.addSubcommand(spec.name(), spec);
        }
        CommandLine line = new CommandLine(root);
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(LedgerCommands::misused);
        line.setExecutionStrategy(given -> execute(given, environment));
        return line;
    }

    private static int execute(ParseResult given, Map<String, String> environment) {
        Integer helped = CommandLine.executeHelpRequest(given);
        if (helped != null) {
            return helped;
        }
        CommandLine line = given.commandSpec().commandLine();
        if (!given.hasSubcommand()) {
            line.usage(line.getErr());
            return USAGE_STATUS;
        }
        return run(given.subcommand(), environment, line.getErr());
    }

    private static int run(ParseResult asked, Map<String, String> environment, PrintWriter errors) {
        CommandSpec spec = asked.commandSpec();
        String name = spec.qualifiedName();
        try {
            return ((Command) spec.userObject()).run(asked, environment);
        } catch (UserError
                | SettingException
                | BrokerStartException
                | UnreadableFileException
                | StartRefusedException
                | UnavailableException expected) {
            LOG.debug("command refused", expected);
            errors.println(name + ": " + oneLine(expected));
            return 1;
        } catch (IOException unreadable) {
            LOG.error("input or output failed", unreadable);
            errors.println(name + ": " + unreadable.getClass().getSimpleName() + ": " + oneLine(unreadable));
            return 1;
        } catch (Exception bug) {
            LOG.error("command failed", bug);
            errors.println(name + ": failed unexpectedly: " + bug.getClass().getSimpleName() + ": " + oneLine(bug));
            return 1;
        }
    }

    private static String oneLine(Exception exception) {
        return String.valueOf(exception.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private static int misused(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        String path = line.getCommandSpec().qualifiedName();
        String message = oneLine(wrong);
        if (wrong instanceof UnmatchedArgumentException unmatched && path.equals("ledger")) {
            message = "there is no command " + unmatched.getUnmatched().get(0);
        }
        line.getErr().println(path + ": " + message + "; see `" + path + " --help`");
        return USAGE_STATUS;
    }
}
