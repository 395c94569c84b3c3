package ledger.streams.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ledger.streams.store.AccountRow;
import ledger.streams.store.EventRecap;
import ledger.streams.store.LocalStores;
import ledger.streams.store.StoreKeys;
import ledger.streams.topic.Topics;
import ledger.streams.topology.FoldedLog;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the projection makes of events with their recaps and of the same events without. */
class EventRecapTest {
    private static final InstantSource IN_TIME = () -> Instant.EPOCH;
    private static final InstantSource LATE = () -> Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path directory;

    /** What was projected, and passed on. */
    private record Projected(List<String> rows, List<String> balances, List<String> alerts) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRecapComesToWhatFoldingTheEventAgainComesTo(long seed) {
        try (FoldedLog log = new FoldedLog(directory.resolve("log"), seed, 600, 40_000)) {
            List<TestRecord<byte[], byte[]>> events = log.records();
            long recaps = events.stream()
                    .filter(event -> event.headers().lastHeader(EventRecap.HEADER) != null)
                    .count();
            assertTrue(recaps > 100, "of " + events.size() + " events " + recaps + " have a recap");

            Projected recapped = project("recapped", events, IN_TIME);

            assertEquals(project("folded", withoutHeaders(events), IN_TIME), recapped);
        }
    }

    @Test
    void aProjectionThatIsBehindPassesOnTheSameAtItsCommits() {
        try (FoldedLog log = new FoldedLog(directory.resolve("log"), 4, 300, 40_000)) {
            Projected inTime = project("in-time", log.records(), IN_TIME);

            assertEquals(inTime, project("late", log.records(), LATE));
            assertTrue(inTime.balances().size() > 50);
        }
    }

    private Projected project(String name, List<TestRecord<byte[], byte[]>> events, InstantSource clock) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(
                ProjectTopology.of(new ProjectProgress(), new LocalStores(), clock, Map.of()), properties)) {
            TestInputTopic<byte[], byte[]> input =
                    driver.createInputTopic(Topics.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
            events.forEach(input::pipeInput);
            return new Projected(
                    rows(driver), values(driver, Topics.BALANCES, clock), values(driver, Topics.ALERTS, clock));
        }
    }

    private static List<String> rows(TopologyTestDriver driver) {
        List<String> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                driver.<Bytes, byte[]>getKeyValueStore(ProjectTopology.STORE).all()) {
            all.forEachRemaining(row -> rows.add(row.key + " " + text(row.key.get(), row.value)));
        }
        return rows;
    }

    /** Of an account what statistics and balances are made of; of a day and of alarms, all. */
    private static String text(byte[] key, byte[] row) {
        if (!StoreKeys.isAccount(key)) {
            return HexFormat.of().formatHex(row);
        }
        AccountRow account = AccountRow.read(row);
        return account.account() + " " + account.sequence() + " " + account.entryCount() + " " + account.lastHash();
    }

    private static List<String> values(TopologyTestDriver driver, String topic, InstantSource clock) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .peek(record -> assertEquals(0, record.headers().toArray().length, "headers at " + clock.instant()))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<TestRecord<byte[], byte[]>> withoutHeaders(List<TestRecord<byte[], byte[]>> events) {
        return events.stream()
                .map(event -> new TestRecord<>(event.key(), event.value(), new RecordHeaders(), event.getRecordTime()))
                .toList();
    }
}
