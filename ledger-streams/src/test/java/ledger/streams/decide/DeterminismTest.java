package ledger.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ledger.command.LedgerCommand;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One log, folded twice: in one go, and cut at random by restarts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeterminismTest {
    private static final int COMMANDS = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 77, 777})
    void a_log_folded_with_restarts_leaves_the_same_bytes(long seed) {
        Random random = new Random(seed);
        foldTwice(seed, random, RandomCommands.log(random, COMMANDS), 1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {8, 88, 888})
    void a_log_of_holds_and_plans_folded_with_restarts_leaves_the_same_bytes(long seed) {
        Random random = new Random(seed);
        foldTwice(seed, random, new RandomMoney(random, 0).log(COMMANDS), 1_800_000);
    }

    private void foldTwice(long seed, Random random, List<LedgerCommand> log, long stepMillis) {
        List<String> events = new ArrayList<>();
        List<String> rows;
        try (Graph once = new Graph(folder.resolve("once"))) {
            for (int at = 0; at < log.size(); at++) {
                append(once, log.get(at), at * stepMillis);
            }
            once.published().forEach(event -> events.add(new String(event, StandardCharsets.UTF_8)));
            rows = once.rows();
        }

        List<String> eventsOfRestarted = new ArrayList<>();
        Map<String, List<KeyValue<Bytes, byte[]>>> committed = Map.of();
        List<String> rowsOfRestarted = List.of();
        for (int folded = 0; folded < log.size(); ) {
            int until = Math.min(log.size(), folded + 1 + random.nextInt(60));
            try (Graph restarted = new Graph(folder.resolve("from" + folded)).restored(committed)) {
                // The driver numbers offsets from 0 at each start: what changes nothing fills the gap.
                for (int gap = 0; gap < folded; gap++) {
                    restarted.append(new byte[0], new byte[0], 0);
                }
                for (; folded < until; folded++) {
                    append(restarted, log.get(folded), folded * stepMillis);
                }
                restarted
                        .published()
                        .forEach(event -> eventsOfRestarted.add(new String(event, StandardCharsets.UTF_8)));
                committed = restarted.copy();
                rowsOfRestarted = restarted.rows();
            }
        }

        assertThat(rowsOfRestarted).as("seed %d", seed).isEqualTo(rows);
        assertThat(eventsOfRestarted).as("seed %d", seed).isEqualTo(events);
    }

    private static void append(Graph graph, LedgerCommand command, long timeMillis) {
        graph.append(KeyPartition.key(command.account()), CommandCodec.write(command), timeMillis);
    }
}
