package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.TestSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokerCheckTest {
    @TempDir
    private Path directory;

    @Test
    void a_cluster_that_runs_with_an_older_version_is_refused_by_its_name() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
                Admin admin = Admin.create(
                        ClientProperties.admin(TestSettings.of(broker.bootstrapServers(), Path.of("state"))))) {
            assertThatCode(() -> BrokerCheck.run(admin)).doesNotThrowAnyException();

            downgrade(admin, "transaction.version", 1);

            assertThatThrownBy(() -> BrokerCheck.run(admin))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("transaction.version 1 and the ledger needs 2")
                    .hasMessageContaining("kafka-features.sh");
        }
    }

    @Test
    void a_kafka_that_tells_no_versions_is_refused() {
        assertThatThrownBy(() -> BrokerCheck.check(Map.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("metadata.version 0 and the ledger needs 25");
    }

    private static void downgrade(Admin admin, String feature, int level) throws Exception {
        admin.updateFeatures(
                        Map.of(feature, new FeatureUpdate((short) level, UpgradeType.SAFE_DOWNGRADE)),
                        new UpdateFeaturesOptions())
                .all()
                .get();
    }
}
