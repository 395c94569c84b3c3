package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of the log as an operator meets them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesCommandTest {
    @TempDir
    private Path data;

    @Test
    void an_older_build_ends_with_one_line_that_says_which_build_knows_the_rules() {
        try (LedgerProcess ledger = LedgerProcess.start(data)) {
            ledger.stop();
        }

        JavaProcess.Ended old = run(Map.of("JDK_JAVA_OPTIONS", "-Dledger.rules.max=1"), "dev");
        JavaProcess.Ended shown = run(Map.of(), "rules", "show", "--json").expectSuccess();

        assertThat(old.status()).isEqualTo(1);
        assertThat(old.out()).isEmpty();
        List<String> said =
                old.err().lines().filter(line -> !line.startsWith("NOTE: ")).toList();
        assertThat(said)
                .singleElement()
                .asString()
                .matches(
                        "ledger dev: from position \\d-0 of ledger\\.commands version 2 of the rules holds, and this build,"
                                + " .*, knows version 1 at most; start build .*, which knows it, or a newer one");
        JsonNode rules = Json.read(shown.out());
        assertThat(rules.path("newest").asInt()).isEqualTo(2);
        assertThat(rules.path("partitions")).hasSize(4).allSatisfy(partition -> {
            assertThat(partition.path("version").asInt()).isEqualTo(2);
            assertThat(partition.path("since").asText()).endsWith("-0");
        });
    }

    private JavaProcess.Ended run(Map<String, String> more, String... arguments) {
        Map<String, String> settings = new HashMap<>(
                Map.of("LEDGER_DATA_DIR", data.toString(), "LEDGER_HTTP_PORT", "0", "LEDGER_KAFKA_PORT", "0"));
        settings.putAll(more);
        return JavaProcess.start(settings, arguments).awaitEnd();
    }
}
