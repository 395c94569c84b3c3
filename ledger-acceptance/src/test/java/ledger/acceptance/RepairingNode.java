package ledger.acceptance;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import ledger.broker.EmbeddedBroker;
import ledger.decide.Rules;
import ledger.streams.KnownRules;
import ledger.streams.LedgerNode;
import ledger.streams.StreamsSettings;
import org.jspecify.annotations.Nullable;

/** A ledger in this process that folds its log again where its state is not what the log says, as {@code dev} does. */
final class RepairingNode implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofMinutes(2);

    private final LedgerNode ledger;
    private final List<String> repairs;

    private RepairingNode(LedgerNode ledger, List<String> repairs) {
        this.ledger = ledger;
        this.repairs = repairs;
    }

    /** Returns once it is ready; throws what it refuses to start for. */
    static RepairingNode start(EmbeddedBroker broker, Path folder) {
        List<String> repairs = new CopyOnWriteArrayList<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        LedgerNode node =
                LedgerNode.startRepairing(settings(broker, folder), Clock.systemUTC(), failure::set, repairs::add);
        RepairingNode repairing = new RepairingNode(node, repairs);
        try {
            await().atMost(READY_MAX).until(() -> node.queries().isReady() || failure.get() != null);
            Throwable failed = failure.get();
            if (failed != null) {
                throw failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
            }
            return repairing;
        } catch (RuntimeException refused) {
            repairing.close();
            throw refused;
        }
    }

    LedgerNode ledger() {
        return ledger;
    }

    /** What it said of states that it threw away. */
    List<String> repairs() {
        return repairs;
    }

    @Override
    public void close() {
        ledger.close();
    }

    /** Two partitions, and commits often enough that a load has many. */
    private static StreamsSettings settings(EmbeddedBroker broker, Path folder) {
        return new StreamsSettings(
                broker.bootstrapServers(),
                Map.of(),
                "ledger-test",
                2,
                1,
                0,
                1,
                20,
                false,
                folder.resolve("state"),
                URI.create("http://127.0.0.1:7070"),
                true,
                true,
                new KnownRules(Rules.newest(), "test"),
                true);
    }
}
