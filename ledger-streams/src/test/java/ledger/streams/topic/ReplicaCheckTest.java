package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.TestSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplicaCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ledger.commands             | 1 | 1 | false | replicas and LEDGER_REPLICATION_FACTOR is 3",
                "ledger.commands             | 3 | 1 | false | --add-config min.insync.replicas=2",
                "ledger.commands             | 3 | 2 | true  | --add-config unclean.leader.election.enable=false",
                "ledger.events               | 2 | 2 | false | kafka-reassign-partitions.sh",
                "ledger.prices               | 3 | 1 | false | min.insync.replicas=1",
                "ledger-ledger-changelog     | 3 | 1 | false | ledger-ledger-changelog",
                "ledger-history-changelog    | 3 | 2 | true  | may lead",
                "__transaction_state         | 1 | 1 | false | __transaction_state"
            })
    void what_could_be_lost_with_one_broker_refuses_the_start(
            String topic, int copies, int minInSync, boolean isUncleanElected, String said) {
        ReplicaCheck.Found found = new ReplicaCheck.Found(topic, copies, minInSync, isUncleanElected);

        assertThatThrownBy(() -> ReplicaCheck.judge(TestSettings.replicated(), found))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("topic " + topic + " has ")
                .hasMessageContaining(said);
    }

    @Test
    void what_a_broker_says_of_its_topics_is_what_is_judged(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<NewTopic> topics = List.of(
                    new NewTopic(Topics.COMMANDS, 2, (short) 1),
                    // Neither can refuse a start: one could be made again, and the other is not the ledger's.
                    new NewTopic(Topics.BALANCES, 2, (short) 1),
                    new NewTopic("other", 2, (short) 1));
            admin.createTopics(topics).all().get();
            // A broker may not know for a moment what its controller has made.
            await().until(() -> admin.listTopics().names().get().contains(Topics.COMMANDS));

            assertThatThrownBy(() -> ReplicaCheck.run(admin, TestSettings.replicated()))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("topic ledger.commands has partitions with 1 replicas and"
                            + " LEDGER_REPLICATION_FACTOR is 3");
            assertThatCode(() -> ReplicaCheck.run(admin, TestSettings.of(broker.bootstrapServers(), directory)))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ledger.commands, 3, 2, false",
        "ledger.commands, 5, 3, false",
        "ledger.usage, 1, 1, false",
        "ledger.balances, 3, 1, true",
        "__consumer_offsets, 3, 1, false"
    })
    void what_is_copied_enough_or_can_be_made_again_is_taken(
            String topic, int copies, int minInSync, boolean isUncleanElected) {
        ReplicaCheck.Found found = new ReplicaCheck.Found(topic, copies, minInSync, isUncleanElected);

        assertThatCode(() -> ReplicaCheck.judge(TestSettings.replicated(), found))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"ledger.commands, 1, 1, true", "ledger.events, 2, 1, false"})
    void who_asks_for_one_copy_gets_it(String topic, int copies, int minInSync, boolean isUncleanElected) {
        ReplicaCheck.Found found = new ReplicaCheck.Found(topic, copies, minInSync, isUncleanElected);

        assertThatCode(() -> ReplicaCheck.judge(TestSettings.of("127.0.0.1:1", Path.of("state")), found))
                .doesNotThrowAnyException();
    }
}
