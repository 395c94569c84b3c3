package ledger.streams.decide;

import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.streams.store.RowStoreBuilder;
import ledger.streams.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The graph that decides: {@code ledger.commands} → decide → {@code ledger.events} and {@code ledger.dead-letters}, and
 * what is derived from the events: {@code ledger.balances} and {@code ledger.alerts}. Accounts, outcomes and statistics
 * are in one store and history in another. It has this one source and reads nothing else, so that what it decides
 * depends on nothing but the commands before.
 */
public final class DecideTopology {
    /** Accounts, outcomes, due times, totals of days and the alert rules that are true. */
    public static final String LEDGER_STORE = "ledger";
    /** Entries, newest first. */
    public static final String HISTORY_STORE = "history";

    /** All that are kept for a partition. */
    public static final List<String> STORES = List.of(LEDGER_STORE, HISTORY_STORE);

    static final String EVENTS_SINK = "events";
    static final String BALANCES_SINK = "balances";
    static final String ALERTS_SINK = "alerts";
    static final String DEAD_LETTERS_SINK = "dead-letters";
    private static final String SOURCE = "commands";
    private static final String DECIDE = "decide";

    private DecideTopology() {}

    /**
     * Adds the graph to a topology.
     *
     * @param changelogSettings of the topics that the stores are restored from
     */
    public static void addTo(Topology topology, DecideParts parts, Map<String, String> changelogSettings) {
        topology.addSource(
                AutoOffsetReset.none(),
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.COMMANDS);
        topology.addProcessor(DECIDE, decide(parts, changelogSettings), SOURCE);
        addSink(topology, EVENTS_SINK, Topics.EVENTS);
        addSink(topology, BALANCES_SINK, Topics.BALANCES);
        addSink(topology, ALERTS_SINK, Topics.ALERTS);
        addSink(topology, DEAD_LETTERS_SINK, Topics.DEAD_LETTERS);
    }

    private static void addSink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), DECIDE);
    }

    private static ProcessorSupplier<byte[], byte[], byte[], byte[]> decide(
            DecideParts parts, Map<String, String> changelogSettings) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], byte[]> get() {
                return new CommandProcessor(parts);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        new RowStoreBuilder(LEDGER_STORE, true, changelogSettings),
                        new RowStoreBuilder(HISTORY_STORE, false, changelogSettings));
            }
        };
    }
}
