package ledger.streams.recover;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ledger.UnavailableException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for answers of a broker to an admin client. */
public final class BrokerAnswers {
    /** A broker that does not answer in this time is gone; a task that asks fails and starts anew. */
    private static final long ANSWER_SECONDS_MAX = 30;

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
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while asking the broker", interrupted);
        }
    }
}
