package ledger.streams.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.Credits;
import ledger.Note;
import ledger.UnavailableException;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.pricing.ModelId;
import ledger.query.DayTotals;
import ledger.streams.store.AccountRow;
import ledger.streams.store.DayRow;
import ledger.streams.store.LocalStores;
import ledger.streams.store.StoreKeys;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectTopologyTest {
    private static final AccountId ANN = new AccountId("ann");
    private static final AccountId BOB = new AccountId("bob");
    private static final ModelId GPT_4 = new ModelId("openai", "gpt-4");
    private static final long DAY_MILLIS = 86_400_000;
    private static final long DAY = 20_779;
    private static final long MIDNIGHT_MILLIS = DAY * DAY_MILLIS;

    @TempDir
    Path directory;

    private final Happenings happenings = new Happenings();
    private final ProjectProgress progress = new ProjectProgress();
    private final LocalStores stores = new LocalStores();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> events;
    private TestOutputTopic<byte[], byte[]> balances;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver =
                new TopologyTestDriver(ProjectTopology.of(progress, stores, () -> Instant.EPOCH, Map.of()), properties);
        events = driver.createInputTopic(Topics.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        balances = driver.createOutputTopic(Topics.BALANCES, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void its_store_is_read_until_it_is_closed_and_no_longer() {
        assertThat(stores.<Boolean>read(ProjectTopology.STORE, 0, rows -> true)).isTrue();

        driver.close();

        // Reading asks nothing of the rows, so it is not the closed store that refuses.
        assertThatThrownBy(() -> stores.read(ProjectTopology.STORE, 0, rows -> true))
                .isInstanceOf(UnavailableException.class);
        start();
    }

    @Test
    void a_day_sums_what_happened_on_it() {
        publish(ANN, happenings.bought(ANN, 1_000, MIDNIGHT_MILLIS));
        publish(ANN, happenings.used(ANN, GPT_4, 2, MIDNIGHT_MILLIS + 1));
        publish(ANN, happenings.used(ANN, new ModelId("openai", "new"), 1, MIDNIGHT_MILLIS + 2));
        publish(
                ANN,
                happenings.spent(
                        ANN, 5, new Note(null, "{\"modelName\":\"gpt-4\",\"provider\":\"openai\"}"), MIDNIGHT_MILLIS));
        publish(
                ANN,
                happenings.spent(ANN, 1, new Note(null, "{\"modelName\":7,\"provider\":\"openai\"}"), MIDNIGHT_MILLIS));

        assertThat(day(ANN, DAY))
                .isEqualTo(new DayTotals(
                        DAY,
                        5,
                        Credits.of(76),
                        Credits.of(1_000),
                        Map.of(TransactionType.PURCHASE, Credits.of(1_000), TransactionType.USAGE, Credits.of(76)),
                        Map.of(
                                Reason.MANUAL_ADJUSTMENT,
                                Credits.of(1_000),
                                Reason.MODEL_USAGE,
                                Credits.of(70),
                                Reason.AI_CHAT,
                                Credits.of(6)),
                        Map.of("openai/gpt-4", Credits.of(65), "openai/new", Credits.of(10))));
    }

    @Test
    void a_day_ends_at_midnight_utc() {
        publish(ANN, happenings.bought(ANN, 10, MIDNIGHT_MILLIS - 1));
        publish(ANN, happenings.spent(ANN, 4, Note.NONE, MIDNIGHT_MILLIS));

        assertThat(day(ANN, DAY - 1).added()).isEqualTo(Credits.of(10));
        assertThat(day(ANN, DAY - 1).used()).isEqualTo(Credits.ZERO);
        assertThat(day(ANN, DAY).used()).isEqualTo(Credits.of(4));
    }

    @Test
    void an_event_that_comes_again_changes_nothing() {
        byte[] bought = happenings.bought(ANN, 10, MIDNIGHT_MILLIS);
        byte[] spent = happenings.spent(ANN, 4, Note.NONE, MIDNIGHT_MILLIS);
        publish(ANN, bought);
        publish(ANN, spent);
        balances.readKeyValuesToList();
        DayTotals before = day(ANN, DAY);

        publish(ANN, bought);
        publish(ANN, spent);

        assertThat(day(ANN, DAY)).isEqualTo(before);
        assertThat(balances.isEmpty()).isTrue();
    }

    @Test
    void refusals_count_in_the_sequence_alone_and_retries_nowhere() {
        publish(ANN, happenings.bought(ANN, 10, MIDNIGHT_MILLIS));
        balances.readKeyValuesToList();

        publish(ANN, happenings.spent(ANN, 11, Note.NONE, MIDNIGHT_MILLIS));
        publish(ANN, happenings.repeated(ANN, MIDNIGHT_MILLIS));

        assertThat(account(ANN).sequence()).isEqualTo(2);
        assertThat(account(ANN).entryCount()).isEqualTo(1);
        assertThat(day(ANN, DAY).entries()).isEqualTo(1);
        assertThat(balances.isEmpty()).isTrue();
    }

    @Test
    void every_change_of_a_balance_is_published_under_its_user() {
        publish(ANN, happenings.bought(ANN, 10, MIDNIGHT_MILLIS));
        publish(BOB, happenings.bought(BOB, 7, MIDNIGHT_MILLIS));
        publish(ANN, happenings.spent(ANN, 4, Note.NONE, MIDNIGHT_MILLIS));

        assertThat(balances.readKeyValuesToList())
                .extracting(record -> new String(record.key, UTF_8) + " " + new String(record.value, UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("ann ").contains("\"creditsBalance\":10,"),
                        second -> assertThat(second).startsWith("bob ").contains("\"creditsBalance\":7,"),
                        third -> assertThat(third)
                                .startsWith("ann ")
                                .contains("\"creditsBalance\":6,", "\"creditsUsed\":4,", "\"sequence\":2,"));
    }

    @Test
    void what_is_no_event_is_passed_over() {
        publish(ANN, "nonsense".getBytes(UTF_8));
        publish(ANN, happenings.bought(ANN, 10, MIDNIGHT_MILLIS));

        assertThat(account(ANN).account().balanceMicros())
                .isEqualTo(Credits.of(10).micros());
    }

    @Test
    void a_lost_event_stops_the_projection() {
        happenings.bought(ANN, 10, MIDNIGHT_MILLIS);
        byte[] second = happenings.spent(ANN, 4, Note.NONE, MIDNIGHT_MILLIS);

        assertThatThrownBy(() -> publish(ANN, second)).rootCause().hasMessageContaining("events are missing");
    }

    @Test
    void who_waits_is_released_by_the_event_that_is_far_enough() {
        CompletableFuture<Long> waiting = progress.await(ANN, 2);
        CompletableFuture<Long> other = progress.await(BOB, 1);
        publish(ANN, happenings.bought(ANN, 10, MIDNIGHT_MILLIS));
        boolean releasedByTheFirst = waiting.isDone();

        publish(ANN, happenings.spent(ANN, 4, Note.NONE, MIDNIGHT_MILLIS));

        assertThat(releasedByTheFirst).isFalse();
        assertThat(waiting.join()).isEqualTo(2);
        assertThat(other).isNotDone();
    }

    @Test
    void models_beyond_the_bound_of_a_day_count_together() {
        publish(ANN, happenings.bought(ANN, 1_000, MIDNIGHT_MILLIS));
        List<ModelId> models = IntStream.range(0, DayFold.MODELS_MAX + 2)
                .mapToObj(number -> new ModelId("groq", "model-" + number))
                .toList();

        models.forEach(model -> publish(ANN, happenings.used(ANN, model, 1, MIDNIGHT_MILLIS)));

        assertThat(day(ANN, DAY).byModel())
                .hasSize(DayFold.MODELS_MAX + 1)
                .containsEntry(DayFold.OTHER_MODELS, Credits.of(2));
    }

    private void publish(AccountId user, byte[] event) {
        events.pipeInput(KeyPartition.key(user), event);
    }

    private KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(ProjectTopology.STORE);
    }

    private DayTotals day(AccountId user, long epochDay) {
        return DayRow.read(store().get(Bytes.wrap(StoreKeys.day(user, epochDay))), epochDay);
    }

    private AccountRow account(AccountId user) {
        return AccountRow.read(store().get(Bytes.wrap(StoreKeys.account(user))));
    }
}
