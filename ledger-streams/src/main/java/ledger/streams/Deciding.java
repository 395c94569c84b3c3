package ledger.streams;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import ledger.streams.decide.FoldStoppedException;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.topic.StartRefusedException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the application that decides, from start to stop. If the node is allowed to, it throws a state away that is not
 * what its log says, and starts the application again to fold it. Thread-safe.
 */
final class Deciding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
    /** A clean close commits and leaves the group in well under a second; a broker that hangs must not hold it up. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final DecideApplication application;
    private final StreamsUncaughtExceptionHandler failures;
    private final Consumer<Throwable> onFailure;
    private final @Nullable Consumer<String> onRepair;
    private volatile KafkaStreams streams;
    private volatile boolean isRepairing;
    private final AtomicLong repairs = new AtomicLong();
    private boolean isClosed;

    /**
     * Made, but not begun.
     *
     * @param onFailure told of what ended it
     * @param onRepair told in one sentence of a state that was thrown away; null where a person is to decide that
     */
    Deciding(DecideApplication application, Consumer<Throwable> onFailure, @Nullable Consumer<String> onRepair) {
        this.application = application;
        this.onFailure = onFailure;
        this.onRepair = onRepair;
        failures = application.failures(failure -> onFailure.accept(sentence(failure)));
        streams = application.streams();
    }

    /** Begins. */
    void start() {
        KafkaStreams begun = streams;
        begun.setUncaughtExceptionHandler(this::failed);
        begun.start();
        application.prices().open();
    }

    /** The application as it runs now. */
    KafkaStreams streams() {
        return streams;
    }

    /** Whether it has stopped and will start again by itself. */
    boolean isRepairing() {
        return isRepairing;
    }

    /** How many states were thrown away to be folded again. */
    long repairs() {
        return repairs.get();
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        close(streams);
    }

    private static void close(KafkaStreams running) {
        running.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_WAIT));
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        StateRefusedException refused = cause(failure, StateRefusedException.class);
        if (refused == null || onRepair == null) {
            return failures.handle(failure);
        }
        synchronized (this) {
            // The next application judges again any other partition that is refused meanwhile.
            if (isClosed || isRepairing) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            isRepairing = true;
        }
        Thread repairing = new Thread(() -> repair(refused, onRepair), "ledger-repair");
        repairing.setDaemon(true);
        repairing.start();
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void repair(StateRefusedException refused, Consumer<String> told) {
        try {
            close(streams);
            told.accept(refused.fault() + "; its command log is folded again");
            application.discard(List.of(refused.partition()));
            repairs.incrementAndGet();
            synchronized (this) {
                if (isClosed) {
                    return;
                }
                streams = application.streams();
            }
            start();
            isRepairing = false;
        } catch (RuntimeException failure) {
            LOG.error("deciding cannot begin again", failure);
            onFailure.accept(failure);
        }
    }

    /** The sentence for people in a failure or its causes, if there is one. */
    private static Throwable sentence(Throwable failure) {
        StartRefusedException refused = cause(failure, StartRefusedException.class);
        return refused == null ? FoldStoppedException.orElse(failure) : refused;
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
