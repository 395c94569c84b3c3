package ledger.streams.recover;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.streams.topic.BrokerAnswers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that an application left open. It fences those that their coordinators know. It aborts those
 * that no coordinator will end. These exist when the end of {@code __transaction_state} or of a partition was lost, and
 * a reader of committed records would wait behind them for ever. Such a transaction may be committed in other
 * partitions; that is found when the state is judged.
 */
public final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    /** A transaction may end between the two looks. One that hangs is the same at the second look. */
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    /** The coordinator ends a transaction in milliseconds. */
    private static final Duration END_MAX = Duration.ofSeconds(30);

    private final Admin admin;
    private final String application;
    private final Collection<TopicPartition> partitions;

    /**
     * Of one application.
     *
     * @param admin stays the caller's
     * @param application begins its transactional ids
     * @param partitions that it writes to
     */
    public HangingTransactions(Admin admin, String application, Collection<TopicPartition> partitions) {
        this.admin = admin;
        this.application = application;
        this.partitions = List.copyOf(partitions);
    }

    /** Ends what coordinators know to be open, and waits until it has ended. The application must not run. */
    public void end() {
        Set<String> open = open();
        if (!open.isEmpty()) {
            BrokerAnswers.await(admin.fenceProducers(open).all());
        }
        BrokerAnswers.until(() -> open().isEmpty(), END_MAX, "transactions of " + application + " do not end: " + open);
    }

    /** Aborts what no coordinator ends. Returns how many there were. */
    public int abort() {
        Set<Transactions.Open> hanging = look().hanging();
        if (hanging.isEmpty()) {
            return 0;
        }
        BrokerAnswers.pause(BETWEEN_LOOKS_MILLIS);
        hanging.retainAll(look().hanging());
        for (Transactions.Open transaction : hanging) {
            LOG.warn("hanging transaction aborted transaction={}", transaction);
            BrokerAnswers.await(admin.abortTransaction(transaction.abort()).all());
        }
        return hanging.size();
    }

    /** Whether some transactional id of the application can no longer write, see {@link Transactions#isOutdated}. */
    public boolean isOutdated() {
        Transactions now = look();
        return now.byId().values().stream().anyMatch(now::isOutdated);
    }

    private Set<String> open() {
        Transactions now = look();
        return now.byId().entrySet().stream()
                .filter(known -> now.isUnderWay(known.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Transactions look() {
        return Transactions.of(admin, application, partitions);
    }
}
