package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TopicSetupTest {
    @TempDir
    private Path directory;

    @Test
    void topics_are_made_once_and_follow_the_sync_setting() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
                Admin admin = admin(broker)) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), directory);
            StreamsSettings synced = TestSettings.synced(broker.bootstrapServers(), directory);

            int partitions = new TopicSetup(admin, settings).prepare();
            String atFirst = flushMessages(admin);
            new TopicSetup(admin, synced).prepare();
            String switchedOn = flushMessages(admin);
            new TopicSetup(admin, settings).prepare();
            String switchedOff = flushMessages(admin);

            assertThat(partitions).isEqualTo(TestSettings.PARTITIONS);
            assertThat(admin.listTopics().names().get())
                    .contains(
                            Topics.COMMANDS,
                            Topics.EVENTS,
                            Topics.USAGE,
                            Topics.BALANCES,
                            Topics.PRICES,
                            Topics.DEAD_LETTERS);
            assertThat(List.of(atFirst, switchedOn, switchedOff))
                    .containsExactly(String.valueOf(Long.MAX_VALUE), "1", String.valueOf(Long.MAX_VALUE));
        }
    }

    @Test
    void topics_that_were_there_are_used_as_they_are_or_refused() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
                Admin admin = admin(broker)) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), directory);
            Map<String, String> kept = Map.of("retention.ms", "-1");
            Map<String, String> stamped = Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime");
            create(admin, new NewTopic(Topics.COMMANDS, 2, (short) 1).configs(kept));
            create(admin, new NewTopic(Topics.EVENTS, 2, (short) 1).configs(kept));

            assertThatThrownBy(() -> new TopicSetup(admin, settings).prepare())
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("ledger.commands has message.timestamp.type=CreateTime");

            admin.deleteTopics(List.of(Topics.COMMANDS)).all().get();
            create(admin, new NewTopic(Topics.COMMANDS, 2, (short) 1).configs(stamped));
            // The topic that was deleted may still be described for a moment.
            await().ignoreException(StartRefusedException.class)
                    .until(() -> new TopicSetup(admin, settings).prepare() == 2);
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(ClientProperties.admin(TestSettings.of(broker.bootstrapServers(), Path.of("state"))));
    }

    private static void create(Admin admin, NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
    }

    private static String flushMessages(Admin admin) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.COMMANDS);
        return Objects.requireNonNull(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .get("flush.messages")
                .value();
    }
}
