package ledger.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Folds {@code ledger.events} from its beginning to its end at the time of the call. All events of an account are in
 * one partition. So each partition is folded by itself, on as many threads as there are processors. The folds are
 * joined in the order of partitions, so the result does not depend on the number of threads.
 */
public final class Replay {
    private static final String NAME = "ledger-replay";

    private final ReplayRequest request;
    private final int threadsMax;

    private Replay(ReplayRequest request, int threadsMax) {
        this.request = request;
        this.threadsMax = threadsMax;
    }

    /** Folds what is asked for. Throws {@link UnavailableException} where Kafka does not answer. */
    public static Report run(ReplayRequest request) {
        return run(request, Runtime.getRuntime().availableProcessors());
    }

    /** The same, on as many threads as that or fewer. */
    static Report run(ReplayRequest request, int threadsMax) {
        try {
            return new Replay(request, threadsMax).run();
        } catch (KafkaException unreachable) {
            throw new UnavailableException(
                    "no Kafka of a ledger answers at " + request.bootstrapServers()
                            + "; start the ledger, or set LEDGER_KAFKA_BOOTSTRAP_SERVERS to where it is",
                    unreachable);
        }
    }

    private Report run() {
        int partitionCount = partitionCount();
        SortedMap<Integer, Fold> folds = folds(partitionCount);
        Workers.run("replay", shares(folds, partitionCount));
        Fold all = new Fold(request.running() == null ? null : Map.of());
        folds.values().forEach(all::join);
        return all.report();
    }

    private int partitionCount() {
        try (KafkaConsumer<byte[], byte[]> consumer = FoldWorker.consumer(request, NAME)) {
            int count = consumer.partitionsFor(Topics.EVENTS).size();
            if (count == 0) {
                throw new UnavailableException(
                        "Kafka has no topic " + Topics.EVENTS + "; start the ledger, which makes it");
            }
            return count;
        }
    }

    /** One for each partition, or for the one that has all events of the user. */
    private SortedMap<Integer, Fold> folds(int partitionCount) {
        AccountId user = request.user();
        IntStream partitions =
                user == null ? IntStream.range(0, partitionCount) : IntStream.of(KeyPartition.of(user, partitionCount));
        Map<Integer, Map<String, AccountState>> running = running(partitionCount);
        SortedMap<Integer, Fold> folds = new TreeMap<>();
        partitions.forEach(partition ->
                folds.put(partition, new Fold(running == null ? null : running.getOrDefault(partition, Map.of()))));
        return folds;
    }

    /** What the running ledger says of the accounts that belong to each partition. */
    private @Nullable Map<Integer, Map<String, AccountState>> running(int partitionCount) {
        Map<String, AccountState> all = request.running();
        if (all == null) {
            return null;
        }
        AccountId only = request.user();
        Map<Integer, Map<String, AccountState>> byPartition = new HashMap<>();
        all.forEach((user, state) -> {
            if (only == null || only.value().equals(user)) {
                int partition = KeyPartition.of(user.getBytes(StandardCharsets.UTF_8), partitionCount);
                byPartition.computeIfAbsent(partition, first -> new HashMap<>()).put(user, state);
            }
        });
        return byPartition;
    }

    private List<FoldWorker> shares(SortedMap<Integer, Fold> folds, int partitionCount) {
        int count = Math.min(folds.size(), threadsMax);
        List<SortedMap<Integer, Fold>> shares = new ArrayList<>();
        IntStream.range(0, count).forEach(share -> shares.add(new TreeMap<>()));
        folds.forEach((partition, fold) -> shares.get(partition % count).put(partition, fold));
        return shares.stream()
                .map(share -> new FoldWorker(request, partitionCount, share))
                .toList();
    }
}
