package ledger.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.command.LedgerCommand;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log that was decided once is decided the same by every later build: the commands in the file come to the events in
 * the file beside it, to the byte. Neither file is ever changed; new rules get a new log.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenLogTest {
    private static final Path LOGS = Path.of("src/test/resources/golden/log");
    private static final long FIRST_MILLIS = 1_767_225_600_000L;
    private static final int COUNT = 500;

    @TempDir
    private Path state;

    @ParameterizedTest(name = "log {0}, a command every {1} ms")
    @CsvSource({"v1, 1000", "v2-money, 1800000"})
    void a_golden_log_is_decided_as_it_always_was(String log, long stepMillis) throws IOException {
        List<byte[]> commands = lines(LOGS.resolve("commands." + log + ".jsonl"));

        List<String> events = decide(commands, stepMillis);

        assertThat(commands).hasSize(COUNT);
        assertThat(events).isEqualTo(Files.readAllLines(LOGS.resolve("events." + log + ".jsonl")));
    }

    private List<String> decide(List<byte[]> commands, long stepMillis) {
        List<String> events = new ArrayList<>();
        try (Graph graph = new Graph(state)) {
            long timeMillis = FIRST_MILLIS;
            for (byte[] command : commands) {
                Decoded<LedgerCommand> decoded = CommandCodec.read(command);
                byte[] key = KeyPartition.key(
                        ((Decoded.Valid<LedgerCommand>) decoded).value().account());
                graph.append(key, command, timeMillis);
                timeMillis += stepMillis;
            }
            graph.published().forEach(event -> events.add(new String(event, UTF_8)));
        }
        return events;
    }

    private static List<byte[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.getBytes(UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
