package ledger.streams.project;

import java.util.Map;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** From the events to the project store, the balances and the alarms. */
final class ProjectTopology {
    static final String STORE = "project";

    static final String BALANCES_SINK = "balances";
    static final String ALERTS_SINK = "alerts";

    private static final String SOURCE = "events";
    private static final String PROCESSOR = "project-fold";

    private ProjectTopology() {}

    /**
     * The graph. The store is cached: a user who is busy within a commit costs one write of each row, and queries see
     * the cache.
     *
     * @param stores told which can be read
     */
    static Topology of(ProjectProgress progress, LocalStores stores, Map<String, String> changelog) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EVENTS)
                .addProcessor(PROCESSOR, () -> new ProjectProcessor(progress, stores), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                .withCachingEnabled()
                                .withLoggingEnabled(changelog),
                        PROCESSOR)
                .addSink(
                        BALANCES_SINK, Topics.BALANCES, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR)
                .addSink(ALERTS_SINK, Topics.ALERTS, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    }
}
