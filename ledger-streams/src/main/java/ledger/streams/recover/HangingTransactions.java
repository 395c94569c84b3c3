package ledger.streams.recover;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import ledger.UnavailableException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds transactions that are open in a partition and that no coordinator knows of, and aborts them: whoever reads what
 * is committed waits behind such a one for ever. They are left where {@code __transaction_state} or the end of a
 * partition was lost. What was committed elsewhere of the same transaction is found by the check of the state.
 */
public final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    /** A transaction may end between the two questions; what hangs is the same at the second look. */
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    private static final long POLL_MILLIS = 50;
    /** The coordinator ends a transaction in milliseconds. */
    private static final long END_SECONDS_MAX = 30;

    private static final Set<TransactionState> UNDER_WAY = Set.of(
            TransactionState.ONGOING,
            TransactionState.PREPARE_COMMIT,
            TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_EPOCH_FENCE);

    private final Admin admin;

    /** The admin client stays the caller's. */
    public HangingTransactions(Admin admin) {
        this.admin = admin;
    }

    /** An open transaction of one partition. */
    private record Open(
            TopicPartition partition, long producerId, int producerEpoch, int coordinatorEpoch, long from) {}

    /**
     * Ends what an application has left open that no longer runs, as its coordinator knows it, and waits until it has
     * ended.
     *
     * @param application begins its transactional ids
     */
    public void end(String application) {
        Set<String> open = open(application);
        if (!open.isEmpty()) {
            BrokerAnswers.await(admin.fenceProducers(open).all());
        }
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS_MAX);
        while (!open(application).isEmpty()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new UnavailableException("transactions of " + application + " do not end: " + open);
            }
            pause(POLL_MILLIS);
        }
    }

    /** Aborts what hangs in some partitions. Returns how many did. Throws {@link UnavailableException}. */
    public int abort(Collection<TopicPartition> partitions) {
        Set<Open> suspects = suspects(partitions);
        if (suspects.isEmpty()) {
            return 0;
        }
        pause(BETWEEN_LOOKS_MILLIS);
        suspects.retainAll(suspects(partitions));
        for (Open hanging : suspects) {
            LOG.warn(
                    "hanging transaction aborted partition={} offset={} producer={}",
                    hanging.partition(),
                    hanging.from(),
                    hanging.producerId());
            BrokerAnswers.await(admin.abortTransaction(new AbortTransactionSpec(
                            hanging.partition(),
                            hanging.producerId(),
                            (short) hanging.producerEpoch(),
                            hanging.coordinatorEpoch()))
                    .all());
        }
        return suspects.size();
    }

    private Set<Open> suspects(Collection<TopicPartition> partitions) {
        Set<Open> open = new HashSet<>();
        BrokerAnswers.await(admin.describeProducers(partitions).all())
                .forEach((partition, state) -> add(partition, state, open));
        if (!open.isEmpty()) {
            Set<Long> producers = new HashSet<>();
            open.forEach(transaction -> producers.add(transaction.producerId()));
            Map<Long, TransactionState> known = new HashMap<>();
            for (TransactionListing listing : BrokerAnswers.await(
                    admin.listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                            .all())) {
                known.put(listing.producerId(), listing.state());
            }
            open.removeIf(transaction -> UNDER_WAY.contains(known.get(transaction.producerId())));
        }
        return open;
    }

    private static void add(TopicPartition partition, PartitionProducerState state, Set<Open> open) {
        for (ProducerState producer : state.activeProducers()) {
            producer.currentTransactionStartOffset()
                    .ifPresent(from -> open.add(new Open(
                            partition,
                            producer.producerId(),
                            producer.producerEpoch(),
                            producer.coordinatorEpoch().orElse(0),
                            from)));
        }
    }

    private Set<String> open(String application) {
        Set<String> ids = new HashSet<>();
        for (TransactionListing listing :
                BrokerAnswers.await(admin.listTransactions(new ListTransactionsOptions().filterStates(UNDER_WAY))
                        .all())) {
            if (listing.transactionalId().startsWith(application + "-")) {
                ids.add(listing.transactionalId());
            }
        }
        return ids;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while looking for hanging transactions", interrupted);
        }
    }
}
