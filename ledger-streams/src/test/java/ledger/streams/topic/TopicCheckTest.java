package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TopicCheckTest {
    private static final StreamsSettings SETTINGS = TestSettings.replicated();

    @Test
    void the_count_of_the_topics_wins_over_the_setting() {
        int count = TopicCheck.partitions(counts(7, 7, 1));

        assertThat(count).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"4,3,1,ledger.events", "4,4,2,ledger.prices"})
    void partition_counts_that_break_an_order_refuse_the_start(
            int commands, int events, int prices, String namedTopic) {
        Map<String, Integer> counts = counts(commands, events, prices);

        assertThatThrownBy(() -> TopicCheck.partitions(counts))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(namedTopic);
    }

    @ParameterizedTest
    @CsvSource({
        "ledger.commands,message.timestamp.type,CreateTime",
        "ledger.commands,retention.ms,604800000",
        "ledger.commands,cleanup.policy,compact",
        "ledger.events,message.timestamp.type,LogAppendTime",
        "ledger.events,retention.bytes,1",
        "ledger.prices,retention.ms,604800000",
        "ledger.balances,cleanup.policy,delete",
    })
    void a_topic_that_would_lose_or_misdate_records_refuses_the_start(String topic, String setting, String value) {
        TopicPlan plan = plan(topic);
        Map<String, String> settings = new TreeMap<>(plan.required());
        settings.put(setting, value);

        assertThatThrownBy(() -> TopicCheck.settings(plan, config(settings)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(topic)
                .hasMessageContaining(setting + "=" + value);
    }

    @Test
    void the_operator_may_bound_what_is_kept_of_usage_and_dead_letters() {
        Config bounded = config(Map.of("retention.ms", "604800000"));

        assertThatCode(() -> {
                    TopicCheck.settings(plan(Topics.USAGE), bounded);
                    TopicCheck.settings(plan(Topics.DEAD_LETTERS), bounded);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.EVENTS, Topics.DEAD_LETTERS})
    void a_topic_without_room_for_what_the_fold_publishes_refuses_the_start(String topic) {
        Map<String, String> settings = new TreeMap<>(plan(topic).required());
        settings.put("max.message.bytes", "100000");

        assertThatThrownBy(() -> TopicCheck.settings(plan(topic), config(settings)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(topic + " has max.message.bytes=100000 and needs at least");
    }

    @Test
    void a_topic_is_made_with_what_is_required_of_it() {
        for (TopicPlan plan : TopicPlan.of(SETTINGS)) {
            Map<String, String> made = plan.toCreate(SETTINGS).configs();

            assertThat(made).as(plan.name()).containsAllEntriesOf(plan.required());
            assertThat(made).as(plan.name()).containsEntry("min.insync.replicas", "2");
        }
    }

    @Test
    void only_the_command_log_is_stamped_by_the_broker() {
        assertThat(TopicPlan.of(SETTINGS))
                .filteredOn(plan -> TopicPlan.LOG_APPEND_TIME.equals(
                        plan.toCreate(SETTINGS).configs().get("message.timestamp.type")))
                .extracting(TopicPlan::name)
                .containsExactly(Topics.COMMANDS);
    }

    private static TopicPlan plan(String topic) {
        return TopicPlan.of(SETTINGS).stream()
                .filter(plan -> plan.name().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Integer> counts(int commands, int events, int prices) {
        return Map.of(Topics.COMMANDS, commands, Topics.EVENTS, events, Topics.PRICES, prices);
    }

    private static Config config(Map<String, String> settings) {
        return new Config(settings.entrySet().stream()
                .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
                .toList());
    }
}
