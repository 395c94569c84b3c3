package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import ledger.streams.TestSettings;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
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
