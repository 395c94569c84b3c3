package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that lost the end of its command log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PowerLossTest {
    private static final int COMMANDS = 40;

    @TempDir
    Path data;

    @Test
    void a_log_cut_back_behind_the_fold_refuses_to_start_until_it_is_restored() throws IOException {
        try (LedgerProcess ledger = LedgerProcess.start(data)) {
            for (int i = 0; i < COMMANDS; i++) {
                ledger.admin().add("ann", "1");
            }
            ledger.stop();
        }
        BrokerFiles broker = new BrokerFiles(data);
        Path log = broker.largestCommandLog();
        Map<Path, byte[]> before = broker.cutInHalf(log);

        JavaProcess.Ended refused = LedgerProcess.startRefused(data);

        assertThat(refused.status()).as(refused.toString()).isNotZero();
        assertThat(refused.err()).contains(BrokerFiles.partition(log)).contains("Restore");
        assertThat(refused.err().strip().lines()).as("one line for people").hasSize(1);

        broker.restore(log, before);
        try (LedgerProcess restored = LedgerProcess.start(data)) {
            assertThat(restored.service().creditsOf("ann")).isEqualTo(String.valueOf(COMMANDS));
            assertThat(restored.service().use("ann", "1").status()).isEqualTo(201);
        }
    }
}
