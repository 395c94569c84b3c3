package ledger.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Two linters have nothing to say against the description. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiLintTest {
    private static final Duration MAX = Duration.ofMinutes(3);
    private static final Path DESCRIPTION =
            Repository.ROOT.resolve("ledger-api/src/main/resources/ledger/api/openapi.yaml");

    @Test
    void redocly_finds_nothing() {
        lint("redocly", "lint", "--config=redocly.yaml");
    }

    @Test
    void spectral_finds_nothing() {
        lint("spectral", "lint", "--ruleset=spectral.yaml", "--fail-severity=hint");
    }

    private static void lint(String linter, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Fetched.program(OpenApiLintTest.class, linter).toString());
        command.addAll(List.of(arguments));
        command.add(DESCRIPTION.toString());
        Map<String, String> quiet = Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");

        Program.run(MAX, Fetched.FOLDER, quiet, command).expectSuccess();
    }
}
