package ledger.streams.query;

import java.util.function.Function;
import ledger.UnavailableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of this instance by interactive queries. Thread-safe. */
public final class LocalStores {
    private final KafkaStreams streams;

    /** Reads the stores of a Streams application, which may not have started yet. */
    public LocalStores(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Whether every task of this instance has its stores. */
    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Reads one partition of a store. Throws {@link UnavailableException} where it is not active here now. */
    public <T> T read(String store, int partition, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
        try {
            ReadOnlyKeyValueStore<Bytes, byte[]> active = streams.store(
                    StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                            .withPartition(partition));
            return reading.apply(active);
        } catch (InvalidStateStoreException notHere) {
            throw new UnavailableException("the account is not served here now", notHere);
        }
    }
}
