package ledger.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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

    private final Supplier<KafkaStreams> applications;
    private final Runnable onStarted;
    private final StreamsUncaughtExceptionHandler failures;
    private final Consumer<Throwable> onFailure;
    private final @Nullable Consumer<StateRefusedException> repair;
    private volatile KafkaStreams streams;
    private volatile boolean isRepairing;
    private final AtomicLong repairs = new AtomicLong();
    private boolean isClosed;

    /**
     * Made, but not begun.
     *
     * @param applications makes the application anew for each start
     * @param onStarted called after each start
     * @param failures makes the handler that decides what the failure of a thread means; it is given the receiver of
     *     failures that end the application
     * @param onFailure told of what ended it
     * @param repair discards a state that was refused; null where a person is to decide that
     */
    Deciding(
            Supplier<KafkaStreams> applications,
            Runnable onStarted,
            Function<Consumer<Throwable>, StreamsUncaughtExceptionHandler> failures,
            Consumer<Throwable> onFailure,
            @Nullable Consumer<StateRefusedException> repair) {
        this.applications = applications;
        this.onStarted = onStarted;
        this.onFailure = onFailure;
        this.failures = failures.apply(failure -> onFailure.accept(sentence(failure)));
        this.repair = repair;
        streams = applications.get();
    }

    /** Begins. */
    void start() {
        KafkaStreams begun = streams;
        begun.setUncaughtExceptionHandler(this::failed);
        begun.start();
        onStarted.run();
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

    private static void close(KafkaStreams application) {
        application.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_WAIT));
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        StateRefusedException refused = cause(failure, StateRefusedException.class);
        if (refused == null || repair == null) {
            return failures.handle(failure);
        }
        synchronized (this) {
            // The next application judges again any other partition that is refused meanwhile.
            if (isClosed || isRepairing) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            isRepairing = true;
        }
        Thread repairing = new Thread(() -> repair(refused, repair), "ledger-repair");
        repairing.setDaemon(true);
        repairing.start();
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void repair(StateRefusedException refused, Consumer<StateRefusedException> discarding) {
        try {
            close(streams);
            discarding.accept(refused);
            repairs.incrementAndGet();
            synchronized (this) {
                if (isClosed) {
                    return;
                }
                streams = applications.get();
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
