package ledger.streams.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.AbstractStoreBuilder;

/** Makes the stores of rows, one for each task. */
public final class RowStoreBuilder extends AbstractStoreBuilder<Bytes, byte[], KeyValueStore<Bytes, byte[]>> {
    private final boolean isCached;
    private final Set<RowStore> open = ConcurrentHashMap.newKeySet();

    /**
     * Of a store that is restored from a changelog.
     *
     * @param isCached whether rows that are read and written again and again are kept at hand; the caching of Kafka
     *     Streams changes nothing
     * @param changelogSettings of that topic
     */
    public RowStoreBuilder(String name, boolean isCached, Map<String, String> changelogSettings) {
        super(name, Serdes.Bytes(), Serdes.ByteArray(), Time.SYSTEM);
        this.isCached = isCached;
        logConfig = new HashMap<>(changelogSettings);
    }

    @Override
    public KeyValueStore<Bytes, byte[]> build() {
        return new RowStore(name, loggingEnabled(), isCached, open);
    }
}
