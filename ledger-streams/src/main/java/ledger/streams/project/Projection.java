package ledger.streams.project;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import ledger.streams.StreamsSettings;
import ledger.streams.store.LocalStores;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projection of events into statistics and balances: a Streams application of its own, whose failures reach nobody
 * but readers of statistics.
 */
public final class Projection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    /** What fails so often in so short a time will not pass by itself. */
    private static final int FAILURES_MAX = 5;

    private static final long FAILURES_WITHIN_MILLIS = 600_000;

    private final KafkaStreams streams;
    private final ProjectQueries queries;
    private final InstantSource clock;
    private final Deque<Long> failedAtMillis = new ArrayDeque<>();
    private volatile boolean isFailed;

    /**
     * A projection that has not begun.
     *
     * @param instance names this node, the same after a restart
     * @param partitions how many {@code ledger.events} has
     */
    public Projection(StreamsSettings settings, String instance, int partitions, InstantSource clock) {
        this.clock = clock;
        ProjectProgress progress = new ProjectProgress();
        LocalStores stores = new LocalStores();
        streams = new KafkaStreams(
                ProjectTopology.of(progress, stores, clock, ProjectProperties.changelog(settings)),
                new StreamsConfig(ProjectProperties.of(settings, instance)));
        streams.setUncaughtExceptionHandler(this::failed);
        queries = new ProjectQueries(stores, progress, partitions);
    }

    /** Begins; call once. Returns at once: statistics are unavailable until the store is restored. */
    public void start() {
        streams.start();
    }

    public ProjectQueries queries() {
        return queries;
    }

    /** Whether it has given up; only a restart of the node brings statistics back. */
    public boolean isFailed() {
        return isFailed;
    }

    /** Stops cleanly: what was projected is committed. */
    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_WAIT));
    }

    private synchronized StreamThreadExceptionResponse failed(Throwable failure) {
        long nowMillis = clock.millis();
        failedAtMillis.addLast(nowMillis);
        failedAtMillis.removeIf(at -> at < nowMillis - FAILURES_WITHIN_MILLIS);
        if (failedAtMillis.size() < FAILURES_MAX) {
            LOG.warn("projection begins again failures={}", failedAtMillis.size(), failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("projection stopped, statistics are unavailable until a restart", failure);
        isFailed = true;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
