package ledger.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.query.LedgerQueries.NotReady;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(240)
class CutOffTest {
    private static final AccountId ANN = new AccountId("ann");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void a_node_without_its_broker_says_so_serves_nothing_lives_and_comes_back() {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        int port = port(broker);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
        try (LedgerNode node = LedgerNode.start(settings, Clock.systemUTC(), failures::add)) {
            await().atMost(PATIENCE).until(node.queries()::isReady);

            broker.close();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(node.queries().whyNotReady().map(NotReady::reason))
                            .hasValueSatisfying(reason -> assertThat(reason).startsWith("Kafka has not answered for")));
            assertThat(node.queries().whyNotReady().map(NotReady::isStarting)).contains(false);
            assertThatThrownBy(() -> node.queries().balance(ANN)).isInstanceOf(UnavailableException.class);
            assertThat(node.queries().whyNotAlive()).isEmpty();

            broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), port));

            await().atMost(PATIENCE).until(node.queries()::isReady);
            // Partitions are told of one after the other.
            await().ignoreException(UnavailableException.class)
                    .until(() -> node.queries().balance(ANN).balanceMicros() == 0);
            assertThat(failures).isEmpty();
        } finally {
            broker.close();
        }
    }

    private static int port(EmbeddedBroker broker) {
        String servers = broker.bootstrapServers();
        return Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
    }
}
