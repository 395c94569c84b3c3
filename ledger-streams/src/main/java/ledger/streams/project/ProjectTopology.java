package ledger.streams.project;

import java.time.InstantSource;
import java.util.Map;
import ledger.streams.store.CommitHook;
import ledger.streams.store.LocalStores;
import ledger.streams.store.RowStoreBuilder;
import ledger.streams.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** From the events to the project store, the balances and the alarms. */
final class ProjectTopology {
    static final String STORE = "project";

    static final String COMMIT_HOOK = "late-balances";

    static final String BALANCES_SINK = "balances";
    static final String ALERTS_SINK = "alerts";

    private static final String SOURCE = "events";
    private static final String PROCESSOR = "project-fold";

    private ProjectTopology() {}

    /**
     * The graph.
     *
     * @param stores told which can be read
     */
    static Topology of(
            ProjectProgress progress, LocalStores stores, InstantSource clock, Map<String, String> changelog) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EVENTS)
                .addProcessor(PROCESSOR, () -> new ProjectProcessor(progress, stores, clock), SOURCE)
                .addStateStore(CommitHook.builder(COMMIT_HOOK), PROCESSOR)
                .addStateStore(RowStoreBuilder.logged(STORE, changelog).withCachingEnabled(), PROCESSOR)
                .addSink(
                        BALANCES_SINK, Topics.BALANCES, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR)
                .addSink(ALERTS_SINK, Topics.ALERTS, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    }
}
