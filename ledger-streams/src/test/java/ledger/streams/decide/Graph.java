package ledger.streams.decide;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.query.DayTotals;
import ledger.streams.TestSettings;
import ledger.streams.append.Callers;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.PartitionProgress;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.DayRow;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.rows.RulesRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.steer.Skips;
import ledger.streams.steer.Steering;
import ledger.streams.store.AheadRows;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The deciding graph without a broker: one partition, its real stores. */
final class Graph implements AutoCloseable {
    static final AccountId ANN = new AccountId("ann");

    final FoldProgress progress = new FoldProgress(1, Runnable::run);
    final LocalStores stores = new LocalStores();
    final Callers callers = new Callers(Runnable::run);
    final DecidingAhead ahead;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestOutputTopic<byte[], byte[]> events;
    private final TestOutputTopic<byte[], byte[]> balances;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> deadLetters;

    Graph(Path state) {
        this(state, new PartitionProgress(0, -1, 0));
    }

    Graph(Path state, PartitionProgress beginning) {
        this(state, beginning, new Steering(TestSettings.RULES, partition -> Skips.NONE));
    }

    /** One that decides no more ahead than that. */
    Graph(Path state, Lead lead) {
        this(state, new PartitionProgress(0, -1, 0), new Steering(TestSettings.RULES, partition -> Skips.NONE), lead);
    }

    Graph(Path state, PartitionProgress beginning, Steering steering) {
        this(state, beginning, steering, new Lead(Lead.BYTES_MAX, Lead.NANOS_MAX));
    }

    private Graph(Path state, PartitionProgress beginning, Steering steering, Lead lead) {
        ahead = new DecidingAhead(callers, lead);
        Topology topology = new Topology();
        DecideTopology.addTo(
                topology,
                new DecideParts(
                        progress, stores, callers, (partition, rows) -> Beginning.of(beginning), steering, ahead),
                Map.of());
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "graph");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, properties, Instant.EPOCH);
        commands = driver.createInputTopic(Topics.COMMANDS, new ByteArraySerializer(), new ByteArraySerializer());
        events = output(Topics.EVENTS);
        balances = output(Topics.BALANCES);
        alerts = output(Topics.ALERTS);
        deadLetters = output(Topics.DEAD_LETTERS);
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static CommandHeader header(AccountId account, String key) {
        return new CommandHeader("id-" + key, account, new IdempotencyKey(key), "tester");
    }

    static GrantCredits add(String key, long credits) {
        return new GrantCredits(
                header(ANN, key), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE);
    }

    static SpendCredits use(String key, long credits) {
        return new SpendCredits(header(ANN, key), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    Answer send(LedgerCommand command, long timeMillis) {
        CompletableFuture<Answer> answer = callers.expect(command.header().id(), 0);
        append(KeyPartition.key(command.account()), CommandCodec.write(command), timeMillis);
        return answer.join();
    }

    void append(byte @Nullable [] key, byte[] value, long timeMillis) {
        commands.pipeInput(key, value, timeMillis);
    }

    List<RecordedEvent> events() {
        return published().stream().map(EventCodec::read).toList();
    }

    List<byte[]> published() {
        return events.readValuesToList();
    }

    /** With their headers. */
    List<TestRecord<byte[], byte[]>> publishedRecords() {
        return events.readRecordsToList();
    }

    /** Balances, each behind its user. */
    List<String> balances() {
        return texts(balances);
    }

    /** Alarms, each behind its user. */
    List<String> alerts() {
        return texts(alerts);
    }

    private static List<String> texts(TestOutputTopic<byte[], byte[]> topic) {
        return topic.readKeyValuesToList().stream()
                .map(record -> new String(record.key, StandardCharsets.UTF_8) + " "
                        + new String(record.value, StandardCharsets.UTF_8))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    AccountRow row() {
        byte[] row = ledger().get(Bytes.wrap(StoreKeys.account(ANN)));
        return row == null ? AccountRow.NEW : AccountRow.read(row);
    }

    /** What a user did on a day, days since 1970-01-01. */
    DayTotals day(AccountId account, long epochDay) {
        byte[] row = driver.<Bytes, byte[]>getKeyValueStore(DecideTopology.LEDGER_STORE)
                .get(Bytes.wrap(StoreKeys.day(account, epochDay)));
        return row == null ? DayTotals.empty(epochDay) : DayRow.read(row).totals(epochDay);
    }

    RulesRow rules() {
        return ledgerRows().rules();
    }

    Optional<OutcomeRow> outcome(AccountId account, IdempotencyKey key) {
        return ledgerRows().outcome(account, key);
    }

    LedgerRows ledgerRows() {
        return new LedgerRows(
                through(ledger()),
                through(driver.getKeyValueStore(DecideTopology.HISTORY_STORE)),
                (account, before, after) -> {});
    }

    /** Rows that are written into a store at once. */
    static AheadRows through(KeyValueStore<Bytes, byte[]> store) {
        AheadRows rows = new AheadRows(store, false);
        rows.writeThrough(true);
        return rows;
    }

    /** Makes the account's row one that no build can read. */
    void breakRow() {
        ledger().put(Bytes.wrap(StoreKeys.account(ANN)), new byte[] {99});
    }

    KeyValueStore<Bytes, byte[]> ledger() {
        return driver.getKeyValueStore(DecideTopology.LEDGER_STORE);
    }

    ReadOnlyKeyValueStore<Bytes, byte[]> history() {
        return driver.getKeyValueStore(DecideTopology.HISTORY_STORE);
    }

    /** Every row of both stores as text, in key order: what two folds of one log must have alike. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        copy().forEach((store, all) -> all.forEach(
                row -> rows.add(store + " " + row.key + " " + HexFormat.of().formatHex(row.value))));
        return rows;
    }

    /** Every row of both stores, as a changelog would bring them back. */
    Map<String, List<KeyValue<Bytes, byte[]>>> copy() {
        Map<String, List<KeyValue<Bytes, byte[]>>> copy = new TreeMap<>();
        for (String store : List.of(DecideTopology.LEDGER_STORE, DecideTopology.HISTORY_STORE)) {
            List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> all =
                    driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
                all.forEachRemaining(rows::add);
            }
            copy.put(store, rows);
        }
        return copy;
    }

    /** A node that starts with what another had committed. */
    Graph restored(Map<String, List<KeyValue<Bytes, byte[]>>> copy) {
        copy.forEach((store, rows) -> rows.forEach(
                row -> driver.<Bytes, byte[]>getKeyValueStore(store).put(row.key, row.value)));
        return this;
    }

    static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .collect(Collectors.toMap(
                        header -> header.key(),
                        header -> new String(header.value(), StandardCharsets.UTF_8),
                        (a, b) -> b,
                        HashMap::new));
    }

    @Override
    public void close() {
        driver.close();
    }
}
