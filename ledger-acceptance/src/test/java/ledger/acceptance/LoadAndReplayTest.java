package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of usage go in, and an analyst's fold of the events comes to what the running ledger says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LoadAndReplayTest {
    private static final Path TRACE = Repository.ROOT.resolve("../shared/data/azure-llm-code-2023.csv");

    @TempDir
    Path data;

    @Test
    void a_file_loaded_twice_is_charged_once_and_replayed_to_the_same_totals() throws IOException {
        Path file = Files.writeString(data.resolve("usage.csv"), """
                id,userId,provider,modelName,inputTokens,outputTokens,messageCount
                1,ann,openai,gpt-4,1200,300,
                2,ann,openai,gpt-4,,,1
                3,bob,ollama,llama2,,,3
                4,bob,nobody,nothing,,,1
                5,,openai,gpt-4,,,1
                """);
        try (LedgerProcess ledger = LedgerProcess.start(data.resolve("ledger"))) {
            JsonNode first = load(ledger, file.toString(), "--fund", "1000");
            JsonNode second = load(ledger, file.toString(), "--fund", "1000");

            assertThat(counts(first)).containsExactly(5, 3, 0, 0, 2);
            assertThat(counts(second)).containsExactly(5, 0, 0, 3, 2);
            assertThat(ledger.service().creditsOf("ann")).isEqualTo("910");
            assertThat(ledger.service().creditsOf("bob")).isEqualTo("997");
            JsonNode replay = replay(ledger);
            assertThat(replay.path("consistent").asBoolean())
                    .as(replay.toString())
                    .isTrue();
            assertThat(Json.decimal(replay.path("totals").path("added"))).isEqualTo("2000");
            assertThat(Json.decimal(replay.path("totals").path("used"))).isEqualTo("93");
            assertThat(Json.decimal(replay.path("totals").path("balance"))).isEqualTo("1907");
            assertThat(Json.decimal(replay.path("byUser").path("ann").path("balance")))
                    .isEqualTo("910");
            assertThat(Json.decimal(replay.path("byModel").path("openai/gpt-4").path("used")))
                    .isEqualTo("90");
            assertThat(Json.decimal(replay.path("byType").path("USAGE").path("used")))
                    .isEqualTo("93");
            assertThat(replay.path("byDay")).isNotEmpty();
        }
    }

    @Test
    void a_real_trace_is_charged_to_the_last_micro_credit() throws IOException {
        assumeThat(TRACE).as("the real trace, beside the checkout").exists();
        List<String> rows = Files.readAllLines(TRACE).stream()
                .skip(1)
                .filter(row -> !row.isBlank())
                .toList();
        try (LedgerProcess ledger = LedgerProcess.start(data.resolve("ledger"))) {
            ledger.admin().post("/pricing", Json.read("""
                                    {"provider":"azure","modelName":"code","costPerMessage":1,
                                     "rates":{"inputPer1k":0.0123457,"outputPer1k":0.7}}""")).expect(201);

            String[] options = {
                TRACE.toString(),
                "--map",
                "inputTokens=ContextTokens,outputTokens=GeneratedTokens,time=TIMESTAMP",
                "--provider",
                "azure",
                "--model",
                "code",
                "--users",
                "500",
                "--fund",
                "1000"
            };
            JsonNode first = load(ledger, options);
            JsonNode second = load(ledger, options);
            JsonNode replay = replay(ledger);

            assertThat(counts(first)).containsExactly(rows.size(), rows.size(), 0, 0, 0);
            assertThat(counts(second)).containsExactly(rows.size(), 0, 0, rows.size(), 0);
            assertThat(Json.decimal(replay.path("totals").path("used")))
                    .isEqualByComparingTo(
                            rows.stream().map(LoadAndReplayTest::cost).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(replay.path("consistent").asBoolean()).as("consistent").isTrue();
            assertThat(replay.path("users").asInt()).isEqualTo(500);
        }
    }

    /** What a row costs, in integers: rates have ten decimals per token, and each charge is rounded up to six. */
    private static BigDecimal cost(String row) {
        String[] cells = row.split(",", -1);
        long units = Math.addExact(
                Math.multiplyExact(Long.parseLong(cells[1]), 123_457L),
                Math.multiplyExact(Long.parseLong(cells[2]), 7_000_000L));
        return BigDecimal.valueOf(-Math.floorDiv(-units, 10_000L), 6);
    }

    private static JsonNode load(LedgerProcess ledger, String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = "load";
        command[1] = "--json";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Json.read(ledger.run(command).out());
    }

    private static JsonNode replay(LedgerProcess ledger) {
        return Json.read(ledger.run("replay", "--json").expectSuccess().out());
    }

    private static List<Integer> counts(JsonNode summary) {
        return List.of(
                summary.path("rows").asInt(-1),
                summary.path("charged").asInt(-1),
                summary.path("refused").asInt(-1),
                summary.path("duplicates").asInt(-1),
                summary.path("deadLetters").asInt(-1));
    }
}
