package ledger.streams.topic;

import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for answers of the admin client, which has time-outs of its own. */
final class AdminCalls {
    /** A broker learns of a new topic within a second. If it has not within ten, it never will. */
    private static final int ATTEMPTS_MAX = 100;

    private static final long PAUSE_MILLIS = 100;

    private AdminCalls() {}

    /** The answer. Throws {@link StartRefusedException} where there is none. */
    static <T> T await(KafkaFuture<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(e);
        }
    }

    /** The answer, asked again while a topic just made is not known to the broker asked. */
    static <T> T awaitKnown(Supplier<KafkaFuture<T>> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return await(call.get());
            } catch (StartRefusedException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Returns once the broker that is asked has learnt of a change. */
    static void until(BooleanSupplier isKnown, String change) {
        for (int attempt = 1; !isKnown.getAsBoolean(); attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new StartRefusedException("Kafka did not take a change of " + change + "; start again");
            }
            pause();
        }
    }

    private static StartRefusedException refused(Throwable cause) {
        return new StartRefusedException(
                "Kafka did not do what the start needs: " + cause.getMessage()
                        + "; check that it runs and LEDGER_KAFKA_BOOTSTRAP_SERVERS names it",
                cause);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(e);
        }
    }
}
