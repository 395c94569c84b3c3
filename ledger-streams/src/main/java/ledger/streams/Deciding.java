package ledger.streams;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ledger.UnavailableException;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.topic.StartRefusedException;
import ledger.streams.topology.FoldStoppedException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application that decides, from start to stop. A broker that does not answer for a moment ends a task and not the
 * node; and where the node may, a state that is not what its log says is thrown away and folded again. Thread-safe.
 */
final class Deciding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
    /** A clean close commits and leaves the group in well under a second; a broker that hangs must not hold it up. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    /** A thread that fails so often without deciding anything will not get better by itself. */
    private static final int REPLACEMENTS_MAX = 60;

    private final Supplier<KafkaStreams> applications;
    private final Runnable onStarted;
    private final Consumer<Throwable> onFailure;
    private final @Nullable Consumer<StateRefusedException> repair;
    private @Nullable KafkaStreams streams;
    private int replacements;
    private boolean isClosed;

    /**
     * One that has not begun.
     *
     * @param applications makes the application anew for each start
     * @param onStarted called after each start
     * @param onFailure told of what ended it
     * @param repair discards a state that was refused; null where a person is to decide that
     */
    Deciding(
            Supplier<KafkaStreams> applications,
            Runnable onStarted,
            Consumer<Throwable> onFailure,
            @Nullable Consumer<StateRefusedException> repair) {
        this.applications = applications;
        this.onStarted = onStarted;
        this.onFailure = onFailure;
        this.repair = repair;
    }

    /** Begins, and begins again after a repair. */
    void start() {
        KafkaStreams begun = applications.get();
        synchronized (this) {
            if (isClosed) {
                return;
            }
            streams = begun;
        }
        begun.setUncaughtExceptionHandler(this::failed);
        begun.start();
        onStarted.run();
    }

    /** Whether every task of this instance has its stores. */
    synchronized boolean isRunning() {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        KafkaStreams running;
        synchronized (this) {
            isClosed = true;
            running = streams;
        }
        close(running);
    }

    private static void close(@Nullable KafkaStreams application) {
        if (application != null) {
            application.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE_WAIT));
        }
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        StateRefusedException refused = cause(failure, StateRefusedException.class);
        if (refused != null && repair != null) {
            Thread repairing = new Thread(() -> repair(refused, repair), "ledger-repair");
            repairing.setDaemon(true);
            repairing.start();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (refused == null && cause(failure, UnavailableException.class) != null && mayReplace()) {
            LOG.warn("deciding begins again", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("deciding stopped", failure);
        StartRefusedException sentence = cause(failure, StartRefusedException.class);
        onFailure.accept(sentence == null ? FoldStoppedException.orElse(failure) : sentence);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized boolean mayReplace() {
        return ++replacements <= REPLACEMENTS_MAX;
    }

    private void repair(StateRefusedException refused, Consumer<StateRefusedException> discarding) {
        try {
            KafkaStreams failed;
            synchronized (this) {
                failed = streams;
            }
            close(failed);
            discarding.accept(refused);
            start();
        } catch (RuntimeException failure) {
            LOG.error("deciding cannot begin again", failure);
            onFailure.accept(failure);
        }
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
