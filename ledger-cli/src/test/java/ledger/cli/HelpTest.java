package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HelpTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "dev", "serve", "token", "load", "replay", "rebuild", "rules"})
    void the_help_of_each_command_is_as_reviewed(String command) throws IOException {
        int status = command.equals("ledger") ? run("--help") : run(command, "--help");

        Path golden = GOLDEN.resolve("help-" + command + ".txt");
        if (!Files.exists(golden)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, out.toString());
        }
        assertThat(status).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "activate", "skip"})
    void the_help_of_what_can_be_done_with_rules_is_as_reviewed(String what) throws IOException {
        int status = run("rules", what, "--help");

        Path golden = GOLDEN.resolve("help-rules-" + what + ".txt");
        if (!Files.exists(golden)) {
            Files.writeString(golden, out.toString());
        }
        assertThat(status).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(golden));
    }

    @Test
    void the_version_is_printed() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("ledger ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch | ledger: there is no command nosuch; see `ledger --help`",
                "token | ledger token: Missing required option: '--user=ID'; see `ledger token --help`",
                "token --user a --role king | ledger token: Invalid value for option '--role': expected one of [USER, SERVICE, ADMIN] (case-insensitive) but was 'king'; see `ledger token --help`",
                "token --user a --ttl 1 | ledger token: --ttl must be a whole number and s, m, h or d, such as 30m",
                "load | ledger load: Missing required parameter: 'FILE'; see `ledger load --help`",
                "load nosuch.csv | ledger load: nosuch.csv cannot be read; name a CSV or JSON-lines file",
                "load --users 0 a.csv | ledger load: --users must be 1 to 10000000",
                "load --fund -1 a.csv | ledger load: --fund must be above 0 and at most 1000000000, with at most six decimals",
                "replay --json --csv | ledger replay: --json and --csv exclude each other; give one of them",
                "replay --until now | ledger replay: --until must be a time such as 2026-01-31T12:00:00Z or a day such as 2026-01-31",
                "rules activate 0 | ledger rules: VERSION must be 1 to 2, which is the newest that this build, (unpackaged), knows",
                "rules activate 3 | ledger rules: VERSION must be 1 to 2, which is the newest that this build, (unpackaged), knows",
                "rules activate | ledger rules activate: Missing required parameter: 'VERSION'; see `ledger rules activate --help`",
                "rules skip 17 | ledger rules: P-O must be partition-offset of ledger.commands, such as 2-17",
                "rules skip 2--1 | ledger rules: P-O must be partition-offset of ledger.commands, such as 2-17",
                "serve | ledger serve: LEDGER_KAFKA_BOOTSTRAP_SERVERS: is needed; set it to host:port of your Kafka, or run dev, which has one of its own",
            })
    void what_is_wrong_is_one_line_on_standard_error(String arguments, String complaint) {
        int status = run(arguments.split(" "));

        assertThat(status).isNotZero();
        assertThat(errors.toString()).isEqualTo(complaint + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_setting_that_is_unknown_stops_any_command() {
        int status = run(Map.of("LEDGER_HTTP_PROT", "1"), "token", "--user", "ann");

        assertThat(status).isEqualTo(1);
        assertThat(errors.toString())
                .isEqualTo("ledger token: LEDGER_HTTP_PROT: is not a setting; did you mean LEDGER_HTTP_PORT?\n");
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine line = LedgerCommands.commandLine(environment);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(errors));
        return LedgerCommands.run(line, arguments);
    }
}
