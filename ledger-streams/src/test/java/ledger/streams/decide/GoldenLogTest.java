package ledger.streams.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.command.ExpireDue;
import ledger.command.LedgerCommand;
import ledger.event.HoldExpired;
import ledger.event.PlanRefilled;
import ledger.fold.RecordedEvent;
import ledger.streams.json.Decoded;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.EventCodec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log that was decided once is decided the same by every later build: the commands in the file come to the events and
 * the outcomes in the files beside it, to the byte; an outcome is its sequence, the hash of each field that a retry
 * must repeat, and what it was refused for. No such file is ever changed; new rules get a new log, which begins with
 * the record that activates them. The rows beside them change with {@link ledger.streams.rows.RowValues#VERSION} alone,
 * because stores can be folded again. What is written when a file is not there is looked at and committed.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenLogTest {
    private static final Path LOGS = Path.of("src/test/resources/golden/log");
    private static final long FIRST_MILLIS = 1_767_225_600_000L;
    private static final long HOLD_MILLIS = 900_000;
    private static final int COUNT = 500;

    @TempDir
    private Path state;

    @ParameterizedTest(name = "log {0}, a command every {1} ms")
    @CsvSource({"v1, 1000", "v2-money, 1800000"})
    void a_golden_log_is_decided_as_it_always_was(String log, long stepMillis) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            times.add(FIRST_MILLIS + i * stepMillis);
        }

        assertDecidedAsBefore(log, times);
    }

    @Test
    void the_log_of_the_second_rules_is_decided_as_it_always_was() throws IOException {
        assertDecidedAsBefore("v3-rules-2", times("v3-rules-2"));
    }

    /** The broker's clock jumps ahead by two years at the hundredth command, and back at the two hundredth. */
    @Test
    void a_clock_that_jumped_pays_no_refill_and_a_hold_ends_in_its_time() throws IOException {
        List<RecordedEvent> events = Files.readAllLines(LOGS.resolve("events.v3-rules-2.jsonl")).stream()
                .map(line -> EventCodec.read(line.getBytes(UTF_8)))
                .toList();

        assertThat(times("v3-rules-2").get(150)).isGreaterThan(FIRST_MILLIS + 2 * 365 * 86_400_000L);
        // The first of a plan is paid when it is set.
        assertThat(events)
                .extracting(RecordedEvent::event)
                .noneMatch(event -> event instanceof PlanRefilled refilled
                        && refilled.plan().periods() > 1);
        assertThat(events.stream()
                        .filter(event -> event.event() instanceof HoldExpired
                                && event.command().account().value().equals("bob")))
                .hasSize(2)
                .allSatisfy(ended -> assertThat(ended.effectiveAtMillis())
                        .isEqualTo(placed(
                                        events,
                                        ((HoldExpired) ended.event()).hold().sequence())
                                + HOLD_MILLIS));
    }

    private static long placed(List<RecordedEvent> events, long sequence) {
        return events.stream()
                .filter(event -> event.command().account().value().equals("bob") && event.sequence() == sequence)
                .findFirst()
                .orElseThrow()
                .timeMillis();
    }

    private void assertDecidedAsBefore(String log, List<Long> times) throws IOException {
        List<byte[]> commands = lines("commands." + log + ".jsonl").stream()
                .map(line -> line.getBytes(UTF_8))
                .toList();
        assertThat(commands).hasSize(COUNT);
        try (Graph graph = new Graph(state)) {
            for (int i = 0; i < COUNT; i++) {
                byte[] key = CommandCodec.read(commands.get(i)) instanceof Decoded.Valid<LedgerCommand> valid
                        ? KeyPartition.key(valid.value().account())
                        : null;
                graph.append(key, commands.get(i), times.get(i));
            }

            List<String> events = graph.published().stream()
                    .map(event -> new String(event, UTF_8))
                    .toList();
            assertAsBefore("events." + log + ".jsonl", events);
            assertAsBefore("outcomes." + log + ".txt", outcomes(commands, graph));
            assertAsBefore("rows." + log + ".txt", graph.rows());
            assertThat(graph.deadLetters()).isEmpty();
        }
    }

    /** What each command's key came to, in the order of the log. */
    private static List<String> outcomes(List<byte[]> commands, Graph graph) {
        List<String> outcomes = new ArrayList<>();
        for (byte[] json : commands) {
            if (CommandCodec.read(json) instanceof Decoded.Valid<LedgerCommand> valid
                    && !(valid.value() instanceof ExpireDue)) {
                LedgerCommand command = valid.value();
                OutcomeRow row = graph.outcome(command.account(), command.key()).orElseThrow();
                outcomes.add(command.account().value() + " " + command.key().value() + " " + text(row));
            }
        }
        return outcomes;
    }

    private static String text(OutcomeRow row) {
        String status = row.rejection() == null
                ? "ACCEPTED"
                : row.rejection().code() + " " + row.rejection().amounts() + " "
                        + row.rejection().facts();
        return row.sequence() + " " + row.fingerprint().hashes() + " " + status;
    }

    private static List<Long> times(String log) throws IOException {
        return lines("times." + log + ".txt").stream().map(Long::parseLong).toList();
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(LOGS.resolve(name));
    }

    /** Compares with the lines of a file; one that is not there yet is written, and is then not what was expected. */
    private static void assertAsBefore(String name, List<String> lines) throws IOException {
        Path file = LOGS.resolve(name);
        boolean isThere = Files.exists(file);
        if (!isThere) {
            Files.write(file, lines);
        }
        assertThat(isThere)
                .as("the file %s was not there and now is: look at it and commit it", file)
                .isTrue();
        assertThat(lines).isEqualTo(Files.readAllLines(file));
    }
}
