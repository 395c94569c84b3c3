package ledger.bench.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FoldedLedgerTest {
    private static final String LOG = """
            2026-11-22T19:44:20.000Z INFO x state-updater [credit-ledger-decide-StateUpdater-1] End offset for changelog a
            2026-11-22T19:44:23.510Z INFO x stream-client [credit-ledger-decide] State transition from CREATED to REBALANCING
            2026-11-22T19:44:26.000Z INFO x state-updater [credit-ledger-other-StateUpdater-1] End offset for changelog b
            2026-11-22T19:44:26.500Z INFO x state-updater [credit-ledger-decide-StateUpdater-1] End offset for changelog a
            2026-11-22T19:44:27.000Z INFO x state-updater [credit-ledger-decide-StateUpdater-1] task 0_3 completed restoration
            2026-11-22T19:44:27.750Z INFO x state-updater [credit-ledger-decide-StateUpdater-1] task 0_1 completed restoration
            2026-11-22T19:44:29.000Z INFO x state-updater [credit-ledger-other-StateUpdater-1] task 0_1 completed restoration
            """;

    @Test
    void a_restore_lasts_from_the_first_look_to_the_last_task_of_the_last_start() throws IOException {
        assertThat(FoldedLedger.restoreSeconds(LOG)).isEqualTo(1.25);
    }

    @Test
    void a_log_without_a_restore_says_nothing() {
        assertThatThrownBy(() -> FoldedLedger.restoreSeconds("nothing")).isInstanceOf(IOException.class);
    }
}
