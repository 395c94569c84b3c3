package ledger.streams.topic;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import ledger.UnavailableException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for a broker: for its answers to an admin client, and for what it is to do meanwhile. */
public final class BrokerAnswers {
    /**
     * A broker that does not answer in this time is gone; a task that asks fails and starts anew. The admin client
     * gives up a little earlier, and says on what.
     */
    private static final long ANSWER_SECONDS_MAX = 35;
    /** A broker learns of a new topic within a second. If it has not within ten, it never will. */
    static final Duration KNOWN_MAX = Duration.ofSeconds(10);

    private static final long PAUSE_MILLIS = 50;

    private BrokerAnswers() {}

    /** The answer. Throws {@link UnavailableException} if there is none, with the failure as its cause. */
    public static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new UnavailableException(
                    "the broker refuses: " + failure.getCause(),
                    failure.getCause() == null ? failure : failure.getCause());
        } catch (TimeoutException silent) {
            throw new UnavailableException("the broker does not answer", silent);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** The answer, asked again while a topic just made is not known to the broker asked. */
    static <T> T awaitKnown(Supplier<KafkaFuture<T>> call) {
        long untilNanos = System.nanoTime() + KNOWN_MAX.toNanos();
        while (true) {
            try {
                return await(call.get());
            } catch (UnavailableException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > untilNanos) {
                    throw e;
                }
                pause(PAUSE_MILLIS);
            }
        }
    }

    /** Returns once something is so. Throws {@link UnavailableException} with a complaint where it is not in time. */
    public static void until(BooleanSupplier isSo, Duration max, String complaint) {
        long untilNanos = System.nanoTime() + max.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > untilNanos) {
                throw new UnavailableException(complaint);
            }
            pause(PAUSE_MILLIS);
        }
    }

    /** Waits before the next question. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static UnavailableException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new UnavailableException("interrupted while asking the broker", interrupted);
    }
}
