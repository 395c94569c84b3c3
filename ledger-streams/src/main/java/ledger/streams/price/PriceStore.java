package ledger.streams.price;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The rate card as Kafka Streams knows it: a global store that keeps nothing on disk. So it is folded again from the
 * first change at every start, by the same processor that folds new changes.
 */
final class PriceStore implements StateStore {
    static final String NAME = "prices";

    private final PriceState state;
    private boolean isOpen;

    private PriceStore(PriceState state) {
        this.state = state;
    }

    static StoreBuilder<PriceStore> builder(PriceState state) {
        return new Builder(state);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        state.clear();
        isOpen = true;
        context.register(root, (key, value) -> {
            throw new IllegalStateException("prices are folded, never copied");
        });
    }

    @Override
    public void close() {
        isOpen = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    /** The store has no options: no cache, and no log except the topic itself. */
    private record Builder(PriceState state) implements StoreBuilder<PriceStore> {
        @Override
        public PriceStore build() {
            return new PriceStore(state);
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public StoreBuilder<PriceStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<PriceStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<PriceStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<PriceStore> withLoggingDisabled() {
            return this;
        }
    }
}
