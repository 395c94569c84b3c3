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
        LedgerProcess ledger = LedgerProcess.start(data);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                load.begin(ledger);
                load.awaitAnswers(1 + random.nextInt(ANSWERS_MAX));
                ledger.kill9();
                load.end();

                // The next round goes on with it: a start that nothing is learned from takes as long as a round.
                ledger = LedgerProcess.launch(data);
                StandingAnswers answers = new StandingAnswers(load, ledger, "seed " + seed + " round " + round);
                answers.requireNothingOlder();
                ledger.awaitReady();
                answers.requireAll();
            }
        } finally {
            ledger.close();
        }
    }
}
