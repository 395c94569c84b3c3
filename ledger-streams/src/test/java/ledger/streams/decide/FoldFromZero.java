package ledger.streams.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.streams.TestSettings;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** One partition of a log, folded again from its first record with nothing but what this build knows. */
final class FoldFromZero {
    private final KeyValueStore<Bytes, byte[]> ledger =
            Stores.inMemoryKeyValueStore("ledger").get();
    private final KeyValueStore<Bytes, byte[]> history =
            Stores.inMemoryKeyValueStore("history").get();
    private final List<String> events = new ArrayList<>();
    private final PartitionRules rules;
    private final CommandFold fold;
    private final int partition;
    private final int partitions;

    FoldFromZero(int partition, int partitions) {
        this.partition = partition;
        this.partitions = partitions;
        LedgerRows rows = new LedgerRows(Graph.through(ledger), Graph.through(history), (account, before, after) -> {});
        rules = new PartitionRules(rows, partition, TestSettings.RULES);
        fold = new CommandFold(rows, rules, Long.MAX_VALUE);
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(partition, record.offset());
        CommandCheck.check(record.key(), record.value(), partition, partitions)
                .accept(
                        command -> fold.fold(command, position, record.timestamp())
                                .events()
                                .forEach(event -> events.add(new String(event.json(), UTF_8))),
                        command -> rules.take(command, record.offset()));
    }

    /** What was published, in its order. */
    List<String> events() {
        return events;
    }

    /** What a node says of an account after each of its events. */
    List<String> said(AccountId account) {
        return events.stream()
                .map(event -> EventCodec.read(event.getBytes(UTF_8)))
                .filter(event -> event.isChained() && event.command().account().equals(account))
                .map(event -> "account " + account.value() + " " + event.sequence() + " " + event.hash())
                .toList();
    }

    Optional<OutcomeRow> outcome(AccountId account, IdempotencyKey key) {
        return Optional.ofNullable(ledger.get(Bytes.wrap(StoreKeys.outcome(account, key))))
                .map(OutcomeRow::read);
    }

    /** The version of the rules at the end. */
    int version() {
        return rules.at(Long.MAX_VALUE).version();
    }
}
