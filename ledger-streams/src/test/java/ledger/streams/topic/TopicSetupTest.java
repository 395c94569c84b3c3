package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
            List<String> atFirst = flushMessages(admin);
            new TopicSetup(admin, synced).prepare();
            List<String> switchedOn = flushMessages(admin);
            new TopicSetup(admin, settings).prepare();
            List<String> switchedOff = flushMessages(admin);

            assertThat(partitions).isEqualTo(TestSettings.PARTITIONS);
            assertThat(admin.listTopics().names().get())
                    .contains(
                            Topics.COMMANDS,
                            Topics.EVENTS,
                            Topics.USAGE,
                            Topics.BALANCES,
                            Topics.PRICES,
                            Topics.DEAD_LETTERS);
            String never = String.valueOf(Long.MAX_VALUE);
            assertThat(List.of(atFirst, switchedOn, switchedOff))
                    .containsExactly(List.of(never, never), List.of("1", "500"), List.of(never, never));
        }
    }

    @Test
    void a_synced_ledger_has_its_topics_synced_from_the_first_record_on() {
        StreamsSettings synced = TestSettings.synced("127.0.0.1:9092", directory);

        Map<String, String> every = TopicPlan.of(synced).stream()
                .map(plan -> plan.toCreate(synced))
                .filter(topic -> topic.configs().containsKey("flush.messages"))
                .collect(Collectors.toMap(
                        NewTopic::name, topic -> topic.configs().get("flush.messages")));

        assertThat(every)
                .isEqualTo(Map.of(
                        Topics.COMMANDS,
                        "1",
                        Topics.PRICES,
                        "1",
                        Topics.WEBHOOKS,
                        "1",
                        Topics.EVENTS,
                        "500",
                        Topics.BALANCES,
                        "500",
                        Topics.USAGE,
                        "500"));
        assertThat(ChangelogSettings.of(synced, 1)).containsEntry("flush.messages", "8");
        StreamsSettings unsynced = TestSettings.of("127.0.0.1:9092", directory);
        assertThat(ChangelogSettings.of(unsynced, 1)).doesNotContainKey("flush.messages");
    }

    @Test
    void how_often_events_are_synced_stays_as_it_was_chosen() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
                Admin admin = admin(broker)) {
            Map<String, String> chosen = Map.of("retention.ms", "-1", "flush.messages", "7");
            create(admin, new NewTopic(Topics.EVENTS, TestSettings.PARTITIONS, (short) 1).configs(chosen));

            new TopicSetup(admin, TestSettings.synced(broker.bootstrapServers(), directory)).prepare();

            assertThat(flushMessages(admin)).containsExactly("1", "7");

            new TopicSetup(admin, TestSettings.of(broker.bootstrapServers(), directory)).prepare();

            assertThat(flushMessages(admin)).containsExactly(String.valueOf(Long.MAX_VALUE), "7");
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

            // They have one copy each, and so have those that were just made.
            assertThatThrownBy(() -> new TopicSetup(admin, TestSettings.replicated()).prepare())
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageMatching("topic ledger\\.\\w+ has partitions with 1 replicas and .*");
        }
    }

    /** Ones that a topic already had are switched, as are those of a topic that somebody made by hand. */
    @Test
    void what_inflates_beyond_the_bound_of_its_topic_never_comes_to_stand_there() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
                Admin admin = admin(broker)) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), directory);
            create(admin, new NewTopic(Topics.USAGE, 2, (short) 1).configs(Map.of("max.message.bytes", "1048576")));
            new TopicSetup(admin, settings).prepare();
            Map<String, Object> properties = ClientProperties.ingestProducer(settings);
            properties.put("compression.type", "gzip");
            properties.put("max.request.size", 100 << 20);

            try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(properties)) {
                for (TopicPlan plan : TopicPlan.of(settings)) {
                    assertThatThrownBy(() -> foreign.send(
                                            new ProducerRecord<>(plan.name(), 0, new byte[1], new byte[20 << 20]))
                                    .get())
                            .as(plan.name())
                            .hasCauseInstanceOf(RecordTooLargeException.class);
                }
            }
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(ClientProperties.admin(TestSettings.of(broker.bootstrapServers(), Path.of("state"))));
    }

    private static void create(Admin admin, NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
    }

    /** Of commands and of events. */
    private static List<String> flushMessages(Admin admin) throws Exception {
        return List.of(flushMessages(admin, Topics.COMMANDS), flushMessages(admin, Topics.EVENTS));
    }

    private static String flushMessages(Admin admin, String name) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return Objects.requireNonNull(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .get("flush.messages")
                .value();
    }
}
