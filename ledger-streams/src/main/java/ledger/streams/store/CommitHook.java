package ledger.streams.store;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets a processor forward something more as a commit begins, in its transaction. To Kafka Streams it is a store
 * without rows that has a cache to flush, which is how its own stores do the same. Used by the stream thread.
 */
public final class CommitHook implements StateStore, CachedStateStore<Object, Object> {
    private final String name;
    private @Nullable Runnable beforeCommit;
    private boolean isOpen;

    private CommitHook(String name) {
        this.name = name;
    }

    /** Makes the hooks of a processor, one for each task. */
    public static StoreBuilder<CommitHook> builder(String name) {
        return new Builder(name);
    }

    /** Call as the processor is initialized: what it forwards then goes where it would have in its turn. */
    public void beforeCommit(ProcessorContext<?, ?> context, Runnable forwarding) {
        if (!(context instanceof InternalProcessorContext<?, ?> task)) {
            throw new IllegalStateException("a commit hook outside a topology");
        }
        ProcessorNode<?, ?, ?, ?> node = task.currentNode();
        beforeCommit = () -> {
            ProcessorNode<?, ?, ?, ?> nodeBefore = task.currentNode();
            ProcessorRecordContext recordBefore = task.recordContext();
            try {
                task.setCurrentNode(node);
                task.setRecordContext(new ProcessorRecordContext(0, -1, -1, null, new RecordHeaders()));
                forwarding.run();
            } finally {
                task.setRecordContext(recordBefore);
                task.setCurrentNode(nodeBefore);
            }
        };
    }

    @Override
    public void flushCache() {
        if (beforeCommit != null) {
            beforeCommit.run();
        }
    }

    @Override
    public void clearCache() {
        // A task that becomes a standby has committed.
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        isOpen = true;
        context.register(root, (key, value) -> {});
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

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    private record Builder(String name) implements StoreBuilder<CommitHook> {
        @Override
        public CommitHook build() {
            return new CommitHook(name);
        }

        @Override
        public Builder withCachingEnabled() {
            return this;
        }

        @Override
        public Builder withCachingDisabled() {
            return this;
        }

        @Override
        public Builder withLoggingEnabled(Map<String, String> settings) {
            return this;
        }

        @Override
        public Builder withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
