package ledger.streams.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ledger.AccountId;
import ledger.Credits;
import ledger.Note;
import ledger.Period;
import ledger.event.AlertRule;
import ledger.event.AlertRules;
import ledger.event.BudgetTerms;
import ledger.event.ZoneOffsets;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AlertsTest {
    private static final AccountId ANN = new AccountId("alice");
    private static final long NOON_MILLIS = 1_772_357_400_250L;
    private static final AlertRules LOW =
            new AlertRules(List.of(new AlertRule.Remaining("low", new AlertRule.Threshold.Amount(Credits.of(20)))));

    @TempDir
    Path directory;

    private final Happenings happenings = new Happenings();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> events;
    private TestOutputTopic<byte[], byte[]> alerts;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(
                ProjectTopology.of(new ProjectProgress(), new LocalStores(), () -> Instant.EPOCH, Map.of()),
                properties);
        events = driver.createInputTopic(Topics.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic(Topics.ALERTS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void an_alarm_is_published_under_its_user_as_the_golden_file_has_it() throws IOException {
        publish(happenings.bought(ANN, 100, NOON_MILLIS));
        publish(happenings.alerting(ANN, LOW, NOON_MILLIS));
        publish(happenings.spent(ANN, 85, Note.NONE, NOON_MILLIS));

        List<KeyValue<byte[], byte[]>> published = alerts.readKeyValuesToList();

        assertThat(published).hasSize(1);
        assertThat(new String(published.get(0).key, UTF_8)).isEqualTo("alice");
        assertThat(new String(published.get(0).value, UTF_8)).isEqualTo(golden());
    }

    @Test
    void an_event_that_comes_again_raises_nothing_again() {
        List<byte[]> all = new ArrayList<>();
        all.add(happenings.bought(ANN, 100, NOON_MILLIS));
        all.add(happenings.alerting(ANN, LOW, NOON_MILLIS));
        all.add(happenings.spent(ANN, 85, Note.NONE, NOON_MILLIS));
        all.forEach(this::publish);
        all.forEach(this::publish);
        publish(happenings.spent(ANN, 1, Note.NONE, NOON_MILLIS));

        assertThat(alerts.getQueueSize()).isEqualTo(1);
    }

    @Test
    void what_expired_long_ago_does_not_look_at_the_budget_of_that_day_again() {
        BudgetTerms daily = new BudgetTerms(Period.DAY, Credits.of(100), ZoneOffsets.UTC);
        AlertRule nearlyUsed = new AlertRule.BudgetUsed("day", Period.DAY, new AlertRule.Threshold.Percent(80));
        long nextDayMillis = NOON_MILLIS + Duration.ofDays(1).toMillis();
        publish(happenings.bought(ANN, 1_000, NOON_MILLIS));
        publish(happenings.limited(ANN, daily, NOON_MILLIS));
        publish(happenings.alerting(ANN, new AlertRules(List.of(nearlyUsed)), NOON_MILLIS));
        publish(happenings.spent(ANN, 90, Note.NONE, NOON_MILLIS));
        publish(happenings.bought(ANN, 1, nextDayMillis));
        long raised = alerts.getQueueSize();

        publish(happenings.expired(ANN, 1, NOON_MILLIS, nextDayMillis));

        assertThat(raised).isEqualTo(1);
        assertThat(alerts.getQueueSize()).isEqualTo(raised);
    }

    private void publish(byte[] event) {
        events.pipeInput(KeyPartition.key(ANN), event);
    }

    private static String golden() throws IOException {
        return new String(
                AlertsTest.class
                        .getResourceAsStream("/golden/alert/Alert.v1.json")
                        .readAllBytes(),
                UTF_8);
    }
}
