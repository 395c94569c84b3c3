package ledger.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Folds {@code ledger.events} from its beginning to where it ended when asked. All events of an account are in one
 * partition, so partitions are shared out to as many threads as there are processors, and what they fold is joined.
 */
public final class Replay {
    private static final String THREAD_NAME = "ledger-replay";

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
        int count = partitionCount();
        List<List<Integer>> shares = shares(count);
        AtomicInteger started = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(shares.size(), task -> {
            Thread thread = new Thread(task, THREAD_NAME + "-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            return join(threads, shares, count).report();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } finally {
            // Where one has failed the others are told to end, and do as they next ask Kafka.
            threads.shutdownNow();
        }
    }

    /** The folds of all shares as one, or the first failure. */
    private Fold join(ExecutorService threads, List<List<Integer>> shares, int partitionCount)
            throws InterruptedException {
        CompletionService<Fold> ended = new ExecutorCompletionService<>(threads);
        List<Future<Fold>> folds = new ArrayList<>();
        for (List<Integer> share : shares) {
            Fold fold = new Fold(running(share, partitionCount));
            folds.add(ended.submit(() -> Share.read(
                    request,
                    share.stream()
                            .map(partition -> new TopicPartition(Topics.EVENTS, partition))
                            .toList(),
                    fold)));
        }
        for (int i = 0; i < shares.size(); i++) {
            result(ended.take());
        }
        Fold all = result(folds.get(0));
        for (Future<Fold> other : folds.subList(1, folds.size())) {
            all.join(result(other));
        }
        return all;
    }

    private static Fold result(Future<Fold> ended) throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("folding failed", failed.getCause());
        }
    }

    private int partitionCount() {
        try (KafkaConsumer<byte[], byte[]> consumer = Share.consumer(request)) {
            int count = consumer.partitionsFor(Topics.EVENTS).size();
            if (count == 0) {
                throw new UnavailableException(
                        "Kafka has no topic " + Topics.EVENTS + "; start the ledger, which makes it");
            }
            return count;
        }
    }

    /** What the running ledger says of the accounts whose events are, or would be, in these partitions. */
    private @Nullable Map<String, AccountState> running(List<Integer> share, int partitionCount) {
        Map<String, AccountState> all = request.running();
        if (all == null) {
            return null;
        }
        Map<String, AccountState> some = new HashMap<>();
        all.forEach((user, state) -> {
            if (share.contains(KeyPartition.of(user.getBytes(StandardCharsets.UTF_8), partitionCount))) {
                some.put(user, state);
            }
        });
        return some;
    }

    /** All partitions, or the one that has all events of the user, shared out. */
    private List<List<Integer>> shares(int partitionCount) {
        AccountId user = request.user();
        if (user != null) {
            return List.of(List.of(KeyPartition.of(user, partitionCount)));
        }
        int shares = Math.min(partitionCount, threadsMax);
        return IntStream.range(0, shares)
                .mapToObj(share -> IntStream.range(0, partitionCount)
                        .filter(partition -> partition % shares == share)
                        .boxed()
                        .toList())
                .toList();
    }
}
