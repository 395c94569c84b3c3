package ledger.streams.recover;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.streams.topic.BrokerAnswers;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * The transactions of the moment, as their coordinators know them and as the partitions know them that they write to.
 *
 * @param byId the transactions of one application that coordinators know, by transactional id
 * @param underWay the producers of any application that have a transaction under way, according to their coordinators
 * @param epochs the highest epoch in which each producer has written to the partitions
 * @param open those that are open in a partition
 */
record Transactions(
        Map<String, TransactionDescription> byId, Set<Long> underWay, Map<Long, Integer> epochs, Set<Open> open) {
    private static final Set<TransactionState> UNDER_WAY = Set.of(
            TransactionState.ONGOING,
            TransactionState.PREPARE_COMMIT,
            TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_EPOCH_FENCE);

    /** An open transaction in one partition. */
    record Open(TopicPartition partition, long producerId, int producerEpoch, int coordinatorEpoch, long from) {
        /** What ends it, whatever its coordinator knows. */
        AbortTransactionSpec abort() {
            return new AbortTransactionSpec(partition, producerId, (short) producerEpoch, coordinatorEpoch);
        }
    }

    /**
     * Looks.
     *
     * @param application whose transactional ids are its name, a process's name and a thread's number
     * @param partitions that it writes to
     */
    static Transactions of(Admin admin, String application, Collection<TopicPartition> partitions) {
        Map<Long, Integer> epochs = new HashMap<>();
        Set<Open> open = new HashSet<>();
        BrokerAnswers.await(admin.describeProducers(partitions).all()).forEach((partition, state) -> {
            for (ProducerState producer : state.activeProducers()) {
                epochs.merge(producer.producerId(), producer.producerEpoch(), Math::max);
                producer.currentTransactionStartOffset()
                        .ifPresent(from -> open.add(new Open(
                                partition,
                                producer.producerId(),
                                producer.producerEpoch(),
                                producer.coordinatorEpoch().orElse(0),
                                from)));
            }
        });
        // Other applications may have names that begin alike.
        Pattern own = Pattern.compile(Pattern.quote(application) + "-[0-9a-f-]{36}-\\d+");
        Set<String> ids = new HashSet<>();
        Set<Long> underWay = new HashSet<>();
        for (TransactionListing known :
                BrokerAnswers.await(admin.listTransactions().all())) {
            if (own.matcher(known.transactionalId()).matches()) {
                ids.add(known.transactionalId());
            }
            if (UNDER_WAY.contains(known.state())) {
                underWay.add(known.producerId());
            }
        }
        Map<String, TransactionDescription> byId = ids.isEmpty()
                ? Map.of()
                : BrokerAnswers.await(admin.describeTransactions(ids).all());
        return new Transactions(byId, underWay, epochs, open);
    }

    /**
     * Whether a coordinator knows an older epoch of a producer than the partitions do. Then the end of
     * {@code __transaction_state} was lost, and nothing that the coordinator says of the producer is true any more.
     */
    boolean isOutdated(TransactionDescription known) {
        return epochs.getOrDefault(known.producerId(), -1) > known.producerEpoch();
    }

    /** Whether a coordinator has a transaction under way, and can end it. */
    boolean isUnderWay(TransactionDescription known) {
        return UNDER_WAY.contains(known.state()) && !isOutdated(known);
    }

    /** Those that no coordinator will end. */
    Set<Open> hanging() {
        Set<Long> outdated = new HashSet<>();
        byId.values().stream().filter(this::isOutdated).forEach(known -> outdated.add(known.producerId()));
        Set<Open> hanging = new HashSet<>(open);
        hanging.removeIf(found -> underWay.contains(found.producerId()) && !outdated.contains(found.producerId()));
        return hanging;
    }
}
