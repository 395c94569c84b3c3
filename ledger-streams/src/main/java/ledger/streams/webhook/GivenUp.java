package ledger.streams.webhook;

import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import ledger.streams.topic.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts alarms aside that a target would not take. */
final class GivenUp {
    private static final Logger LOG = LoggerFactory.getLogger(GivenUp.class);
    private static final String CODE = "WEBHOOK_FAILED";

    private final Producer<byte[], byte @Nullable []> producer;
    private final InstantSource clock;

    /** The producer stays the caller's to close. */
    GivenUp(Producer<byte[], byte @Nullable []> producer, InstantSource clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /** Returns once it stands on the topic of dead letters. */
    void put(ConsumerRecord<byte[], byte @Nullable []> alert, String target, String failure, int attempts)
            throws InterruptedException {
        String reason = "webhook " + target + ": " + failure + ", after " + attempts + " attempts";
        try {
            producer.send(DeadLetters.of(alert, CODE, reason, clock.millis())).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        }
        LOG.warn(
                "alert given up target={} partition={} offset={} attempts={} reason={}",
                target,
                alert.partition(),
                alert.offset(),
                attempts,
                failure);
    }
}
