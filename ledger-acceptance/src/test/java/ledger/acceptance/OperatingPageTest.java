package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operating.md says of metrics, held to what {@code /metrics} shows. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class OperatingPageTest {
    private static final Pattern SHOWN = Pattern.compile("(?m)^# TYPE (ledger_\\w+) ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`ledger_[^|]*)\\|");
    private static final Pattern USED = Pattern.compile("\\bledger_[a-z_]+");
    /** What is sampled is told a minute after the start at the latest. */
    private static final Duration SAMPLED = Duration.ofSeconds(90);

    private final LedgerProcess ledger;

    OperatingPageTest(LedgerProcess ledger) {
        this.ledger = ledger;
    }

    @Test
    void every_metric_is_documented_and_every_documented_one_is_there() throws IOException {
        writeADeadLetter();
        Set<String> documented = documented();

        await().atMost(SAMPLED).untilAsserted(() -> assertThat(shown()).isEqualTo(documented));
    }

    @Test
    void alarms_ask_for_metrics_that_are_there() throws IOException {
        Set<String> known = documented();
        String page = page();
        String rules = page.substring(page.indexOf("```yaml"));

        assertThat(names(USED, rules).stream().map(name -> name.replaceAll("_seconds_count$", "_seconds")))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void what_accounts_have_is_told_the_same_after_kill_9(@TempDir Path data) {
        try (LedgerProcess first = LedgerProcess.start(data)) {
            first.admin().add("ann", "100");
            first.service().use("ann", "30").expect(201);
            first.service().post("/holds", LedgerClient.spending("ann", "20")).expect(201);
            first.service().use("bob", "1").expect(402);
            awaitNumber(first, "ledger_credits_available", 50);
            assertThat(number(first, "ledger_credits_charged_total")).isEqualTo(30);
            assertThat(number(first, "ledger_credits_granted_total")).isEqualTo(100);
            assertThat(number(first, "ledger_commands_total{code=\"\",kind=\"SpendCredits\",outcome=\"accepted\"}"))
                    .isEqualTo(1);
            first.kill9();
        }
        try (LedgerProcess again = LedgerProcess.start(data)) {
            awaitNumber(again, "ledger_credits_available", 50);
            assertThat(number(again, "ledger_credits_held")).isEqualTo(20);
            assertThat(number(again, "ledger_credits_owed")).isZero();
            assertThat(number(again, "ledger_holds_open")).isEqualTo(1);
            assertThat(number(again, "ledger_accounts")).isEqualTo(2);
            assertThat(number(again, "ledger_poll_age_seconds")).isBetween(0.0, 30.0);
        }
    }

    private void writeADeadLetter() {
        try (LedgerTopics topics = new LedgerTopics(ledger.bootstrapServers())) {
            topics.send(new ProducerRecord<>(UsageRecords.TOPIC, "no usage at all".getBytes(UTF_8)));
        }
    }

    private static void awaitNumber(LedgerProcess of, String metric, double expected) {
        await().untilAsserted(() -> assertThat(number(of, metric)).isEqualTo(expected));
    }

    private static double number(LedgerProcess of, String metric) {
        return metrics(of)
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private Set<String> shown() {
        return names(SHOWN, metrics(ledger));
    }

    private static String metrics(LedgerProcess of) {
        return of.withToken("").outside("GET", "/metrics").text();
    }

    private static Set<String> documented() throws IOException {
        String rows = ROW.matcher(page()).results().map(MatchResult::group).collect(Collectors.joining());
        return names(USED, rows);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() throws IOException {
        return Files.readString(Repository.ROOT.resolve("docs/operating.md"));
    }
}
