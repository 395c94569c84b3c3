package ledger.streams.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import ledger.UnavailableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores that the active tasks of this instance have open, for other threads to read. Tasks say which those are:
 * {@code KafkaStreams.store} would go through all tasks behind a lock at each read, which took longer than the read.
 * Thread-safe.
 */
public final class LocalStores {
    private final ConcurrentMap<Id, Opened> open = new ConcurrentHashMap<>();

    private record Id(String store, int partition) {}

    /**
     * A store from one opening to the next: a task that is revived closes its stores, wipes and opens the same again.
     */
    private static final class Opened {
        private final ReadOnlyKeyValueStore<Bytes, byte[]> rows;

        Opened(ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
            this.rows = rows;
        }
    }

    /** A processor's part of a store can be read from here on; call as it is initialized. */
    public void opened(String store, int partition, ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
        open.put(new Id(store, partition), new Opened(rows));
    }

    /** It can be read no longer; call as the processor is closed, which comes before the store is. */
    public void closed(String store, int partition) {
        open.remove(new Id(store, partition));
    }

    /** Reads one partition of a store. Throws {@link UnavailableException} where it is not active here now. */
    public <T> T read(String store, int partition, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
        Id id = new Id(store, partition);
        Opened active = open.get(id);
        if (active == null) {
            throw new UnavailableException("the account is not served here now");
        }
        T read;
        try {
            read = reading.apply(active.rows);
        } catch (InvalidStateStoreException closedMeanwhile) {
            throw new UnavailableException("the account is not served here now", closedMeanwhile);
        }
        // Closed and opened again meanwhile, it may have been read while it was restored.
        if (open.get(id) != active) {
            throw new UnavailableException("the account is not served here now");
        }
        return read;
    }
}
