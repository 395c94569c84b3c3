package ledger.streams.decide;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.memory.MovedClock;
import ledger.streams.progress.LogWatch;
import ledger.streams.query.LocalLedger;
import ledger.streams.query.Readiness;
import org.apache.kafka.common.KafkaFuture;

/** The deciding graph and the queries of its stores, with a clock that tests move. */
final class GraphLedger implements CommandLog, AutoCloseable {
    final Graph graph;
    final LocalLedger queries;
    private final LogWatch watch = new LogWatch(partition -> KafkaFuture.completedFuture(0L), 1, () -> 0L);
    private final MovedClock clock = new MovedClock(Instant.EPOCH);

    GraphLedger(Path state) {
        graph = new Graph(state);
        Readiness readiness = new Readiness(
                graph.progress, watch, new Readiness.Threads(() -> true, () -> false, () -> OptionalDouble.of(0)));
        queries = new LocalLedger(graph.progress, graph.stores, readiness, clock);
    }

    void at(long millis) {
        clock.at(millis);
    }

    @Override
    public CompletionStage<Answer> append(LedgerCommand command) {
        return CompletableFuture.completedFuture(graph.send(command, clock.millis()));
    }

    @Override
    public Optional<Answer> answered(LedgerCommand command) {
        return queries.answered(command);
    }

    @Override
    public void close() {
        graph.close();
        watch.close();
    }
}
