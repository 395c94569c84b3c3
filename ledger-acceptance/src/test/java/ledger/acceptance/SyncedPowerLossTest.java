package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at any moment under load: with {@code LEDGER_FSYNC=true} nothing is lost that was answered.
 * {@code -Dpower.rounds=N} cuts it more often, {@code -Dpower.seed=N} at other moments.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(7_200)
class SyncedPowerLossTest {
    private static final int ROUNDS = Integer.getInteger("power.rounds", 2);
    private static final long SEED = Long.getLong("power.seed", System.nanoTime());
    /** Each whose state is thrown away takes a start ten seconds: two, so that one may be good and the other not. */
    private static final String PARTITIONS = "2";

    private static final int ANSWERS_MAX = 900;

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void make_a_data_directory() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void nothing_is_lost_that_was_answered_where_commands_are_synced() throws InterruptedException {
        Random random = new Random(SEED);
        Load load = new Load(SEED);
        Edits edits = new Edits();
        String where = "seed " + SEED;
        for (int round = 1; round <= ROUNDS; round++) {
            PowerCut cut = PowerCut.prepare(data);
            try (LedgerProcess ledger = launch(cut, true)) {
                if (round > 1) {
                    requireAllStands(ledger, load, edits, where);
                }
                ledger.awaitReady();
                runUntilKilled(ledger, load, edits, 1 + random.nextInt(ANSWERS_MAX));
            }
            where = "seed " + SEED + " round " + round + " " + cut.loseSome(random);
        }
        try (LedgerProcess ledger = launch(PowerCut.prepare(data), true)) {
            requireAllStands(ledger, load, edits, where);
            assertThat(edits.taken()).isPositive();
        }
    }

    /** Shows that the cut takes something, and that what it takes would be missed. */
    @Test
    void something_is_lost_that_was_answered_where_nothing_is_synced() throws InterruptedException {
        Load load = new Load(SEED);
        Edits edits = new Edits();
        PowerCut cut = PowerCut.prepare(data);
        try (LedgerProcess ledger = launch(cut, false)) {
            ledger.awaitReady();
            runUntilKilled(ledger, load, edits, ANSWERS_MAX);
        }

        PowerCut.Lost lost = cut.loseAll();

        assertThat(lost.of("ledger.commands")).isPositive();
        assertThatThrownBy(() -> {
                    try (LedgerProcess again = launch(PowerCut.prepare(data), false)) {
                        requireAllStands(again, load, edits, "seed " + SEED);
                    }
                })
                .as("seed %d: %s", SEED, lost)
                .isInstanceOf(AssertionError.class)
                .message()
                .containsAnyOf("sequence of", "missing from the log");
    }

    private static void runUntilKilled(LedgerProcess ledger, Load load, Edits edits, int answers)
            throws InterruptedException {
        edits.begin(ledger);
        load.begin(ledger);
        load.awaitAnswers(answers);
        ledger.kill9();
        load.end();
        edits.end();
    }

    private static void requireAllStands(LedgerProcess ledger, Load load, Edits edits, String where) {
        StandingAnswers answers = new StandingAnswers(load, ledger, where);
        answers.requireNothingOlder();
        ledger.awaitReady();
        answers.requireAll();
        edits.requireAll(ledger, where);
        requireSoundLog(ledger, where);
    }

    private LedgerProcess launch(PowerCut cut, boolean isSynced) {
        return LedgerProcess.launch(
                data, Map.of("LEDGER_FSYNC", String.valueOf(isSynced), "LEDGER_PARTITIONS", PARTITIONS), cut.options());
    }

    private static void requireSoundLog(LedgerProcess ledger, String where) {
        try (LedgerTopics topics = new LedgerTopics(ledger.bootstrapServers())) {
            PublishedLog.of(topics).requireSound(where);
        }
    }
}
