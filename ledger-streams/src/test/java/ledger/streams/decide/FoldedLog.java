package ledger.streams.decide;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import ledger.command.LedgerCommand;
import ledger.fold.RecordedEvent;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A random log about holds, grants and plans that was folded into real stores, for those who read them. */
public final class FoldedLog implements AutoCloseable {
    private final Graph graph;
    private final List<RecordedEvent> events;

    /** Folds so many commands, one after the other at the same distance. */
    public FoldedLog(Path state, long seed, int commands, long stepMillis) {
        graph = new Graph(state);
        long timeMillis = 0;
        for (LedgerCommand command : new RandomMoney(new Random(seed), 0).log(commands)) {
            timeMillis += stepMillis;
            graph.append(KeyPartition.key(command.account()), CommandCodec.write(command), timeMillis);
        }
        events = graph.events();
    }

    /** What was published, in its order. */
    public List<RecordedEvent> events() {
        return events;
    }

    /** The history of all accounts. */
    public ReadOnlyKeyValueStore<Bytes, byte[]> history() {
        return graph.history();
    }

    @Override
    public void close() {
        graph.close();
    }
}
