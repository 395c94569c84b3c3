package ledger.streams.store;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the stores of rows, one for each task. */
public final class RowStoreBuilder implements StoreBuilder<KeyValueStore<Bytes, byte[]>> {
    private final String name;
    private final boolean isLogged;
    private final boolean isCached;
    private final Map<String, String> changelogSettings;
    private final Set<RowStore> open = ConcurrentHashMap.newKeySet();

    private RowStoreBuilder(String name, boolean isLogged, boolean isCached, Map<String, String> changelogSettings) {
        this.name = name;
        this.isLogged = isLogged;
        this.isCached = isCached;
        this.changelogSettings = Map.copyOf(changelogSettings);
    }

    /**
     * Of a store that is restored from a changelog.
     *
     * @param changelogSettings of that topic
     */
    public static RowStoreBuilder logged(String name, Map<String, String> changelogSettings) {
        return new RowStoreBuilder(name, true, false, changelogSettings);
    }

    @Override
    public KeyValueStore<Bytes, byte[]> build() {
        return new RowStore(name, isLogged, isCached, open);
    }

    /** Rows that are read and written again and again are kept at hand. */
    @Override
    public RowStoreBuilder withCachingEnabled() {
        return new RowStoreBuilder(name, isLogged, true, changelogSettings);
    }

    @Override
    public RowStoreBuilder withCachingDisabled() {
        return new RowStoreBuilder(name, isLogged, false, changelogSettings);
    }

    @Override
    public RowStoreBuilder withLoggingEnabled(Map<String, String> settings) {
        return new RowStoreBuilder(name, true, isCached, settings);
    }

    @Override
    public RowStoreBuilder withLoggingDisabled() {
        return new RowStoreBuilder(name, false, isCached, Map.of());
    }

    @Override
    public Map<String, String> logConfig() {
        return changelogSettings;
    }

    @Override
    public boolean loggingEnabled() {
        return isLogged;
    }

    @Override
    public String name() {
        return name;
    }
}
