package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine that lost the end of what it had written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PowerLossTest {
    private static final int COMMANDS = 40;
    private static final int USERS = 20;
    private static final List<String> CHANGELOGS =
            List.of("credit-ledger-ledger-changelog", "credit-ledger-history-changelog");

    @TempDir
    private static Path killed;

    @TempDir
    private Path data;

    @BeforeAll
    static void run_a_ledger_and_kill_it() {
        try (LedgerProcess ledger = LedgerProcess.start(killed)) {
            for (int user = 0; user < USERS; user++) {
                ledger.admin().add("user-" + user, "100");
            }
            for (int user = 0; user < USERS; user++) {
                ledger.service().withKey("spend").use("user-" + user, "10").expect(201);
            }
            ledger.awaitCommitted();
            ledger.kill9();
        }
    }

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

    /** How both changelogs are lost. The stores are as they were, and ahead of them then. */
    enum Loss {
        /** As a power cut leaves them: they end at an earlier commit. */
        TAILS {
            @Override
            void strike(Path data) throws IOException {
                BrokerFiles broker = new BrokerFiles(data);
                for (String topic : CHANGELOGS) {
                    for (String partition : broker.partitions(topic)) {
                        broker.cutInHalf(broker.segment(partition));
                    }
                }
            }
        },
        /** As somebody leaves them who takes them for something that is derived and need not be kept. */
        TOPICS {
            @Override
            void strike(Path data) throws ExecutionException, InterruptedException {
                try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(data.resolve("broker"), 0));
                        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                    admin.deleteTopics(CHANGELOGS).all().get();
                }
            }
        };

        abstract void strike(Path data) throws IOException, ExecutionException, InterruptedException;
    }

    /** One ledger after the other on the data of one: each begins on what the one before has made good. */
    @ParameterizedTest
    @EnumSource
    void changelogs_that_are_lost_take_nothing_back(Loss loss)
            throws IOException, ExecutionException, InterruptedException {
        loss.strike(killed);

        try (LedgerProcess again = LedgerProcess.start(killed);
                LedgerTopics topics = new LedgerTopics(again.bootstrapServers())) {
            assertThat(again.describe()).contains("its command log is folded again");
            for (int user = 0; user < USERS; user++) {
                assertThat(again.service().creditsOf("user-" + user))
                        .as("user-" + user)
                        .isEqualTo("90");
                Answer retried = again.service().withKey("spend").use("user-" + user, "10");
                assertThat(retried.isReplayed()).as(retried.toString()).isTrue();
                assertThat(again.service().creditsOf("user-" + user))
                        .as("user-" + user)
                        .isEqualTo("90");
            }
            PublishedLog.of(topics).requireSound("lost " + loss);
            again.kill9();
        }
    }
}
