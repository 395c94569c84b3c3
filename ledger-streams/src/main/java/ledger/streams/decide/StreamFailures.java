package ledger.streams.decide;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import ledger.UnavailableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a stream thread that failed. A broker that does not answer comes back: the thread is replaced, and
 * begins where it had committed. Everything else ends the node. Thread-safe.
 */
public final class StreamFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFailures.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /**
     * A broker that is away makes a thread wait 15 s before it fails: more than so many a minute have other reasons.
     */
    static final int REPLACED_MAX = 5;

    private final InstantSource clock;
    private final Consumer<Throwable> onFailure;
    private final int replacedMax;
    private final Deque<Long> replacedMillis = new ArrayDeque<>();

    /**
     * Decides for one application.
     *
     * @param threads how many it has
     * @param onFailure told of what ends the node
     */
    public StreamFailures(int threads, InstantSource clock, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onFailure = onFailure;
        replacedMax = threads * REPLACED_MAX;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (isBrokerAway(failure) && mayReplace()) {
            LOG.warn("the broker does not answer, deciding begins again where it had committed", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        // Kafka Streams has logged it as an error, with its trace; who is told says it in a sentence.
        LOG.info("deciding stopped reason={}", failure.toString());
        onFailure.accept(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean isBrokerAway(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean mayReplace() {
        long now = clock.millis();
        while (!replacedMillis.isEmpty() && replacedMillis.getFirst() <= now - WINDOW.toMillis()) {
            replacedMillis.removeFirst();
        }
        if (replacedMillis.size() >= replacedMax) {
            return false;
        }
        replacedMillis.addLast(now);
        return true;
    }
}
