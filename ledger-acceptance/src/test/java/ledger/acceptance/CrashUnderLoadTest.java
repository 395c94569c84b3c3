package ledger.acceptance;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment under load, the ledger takes back nothing that it answered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashUnderLoadTest {
    private static final int ROUNDS = 3;
    /** Enough that commits, answers and appends are all under way when it dies. */
    private static final int ANSWERS_MAX = 600;

    @TempDir
    Path data;

    @Test
    void killed_under_load_it_takes_back_nothing_that_it_answered() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Load load = new Load(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            String where = "seed " + seed + " round " + round;
            try (LedgerProcess ledger = LedgerProcess.start(data)) {
                load.begin(ledger);
                load.awaitAnswers(1 + random.nextInt(ANSWERS_MAX));
                ledger.kill9();
                load.end();
            }
            try (LedgerProcess again = LedgerProcess.launch(data)) {
                StandingAnswers answers = new StandingAnswers(load, again, where);
                answers.requireNothingOlder();
                again.awaitReady();
                answers.requireAll();
            }
        }
    }
}
