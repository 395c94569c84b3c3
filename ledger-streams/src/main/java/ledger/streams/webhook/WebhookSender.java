package ledger.streams.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import ledger.alert.WebhookTarget;
import ledger.streams.topic.Topics;
import ledger.streams.wire.AlertEnvelope;
import ledger.streams.wire.Decoded;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alarms to one target, those of a partition in their order, on a thread of its own: a target that is slow or
 * dead holds up nobody else. An offset is committed once its alarm was taken or given up, and after each failure with
 * the {@link RetryState} beside it; what was sent and not committed yet is sent again under the same id.
 */
final class WebhookSender implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration POLL_WAIT = Duration.ofMillis(500);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    /** How long a broker that refuses is left alone. */
    private static final long PAUSE_MILLIS = 1_000;

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final String id;
    private final Supplier<Optional<WebhookTarget>> current;
    private final WebhookPost post;
    private final GivenUp givenUp;
    private final InstantSource clock;
    /** Of those partitions whose next alarm has failed already. */
    private final Map<TopicPartition, RetryState> retries = new HashMap<>();

    /**
     * A sender that has not begun.
     *
     * @param id of the target
     * @param current finds the target as it is now; empty where it is gone, which ends nothing yet
     */
    WebhookSender(
            Consumer<byte[], byte @Nullable []> consumer,
            String id,
            Supplier<Optional<WebhookTarget>> current,
            WebhookPost post,
            GivenUp givenUp,
            InstantSource clock) {
        this.consumer = consumer;
        this.id = id;
        this.current = current;
        this.post = post;
        this.givenUp = givenUp;
        this.clock = clock;
    }

    /** Works until its thread is interrupted. */
    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(Topics.ALERTS), this);
            while (!Thread.currentThread().isInterrupted()) {
                turn();
            }
        } catch (InterruptedException | InterruptException stopped) {
            LOG.debug("webhook sender stopped");
        } finally {
            // Else closing would not have the time to leave the group.
            boolean unused = Thread.interrupted();
            consumer.close(CloseOptions.timeout(CLOSE_WAIT));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata place = committed.get(partition);
            if (place == null) {
                begin(partition);
            } else {
                hold(partition, RetryState.parse(place.metadata()));
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        retries.keySet().removeAll(revoked);
    }

    private void turn() throws InterruptedException {
        try {
            resumeDue();
            ConsumerRecords<byte[], byte @Nullable []> batch = consumer.poll(POLL_WAIT);
            for (TopicPartition partition : batch.partitions()) {
                deliver(partition, batch.records(partition));
            }
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException e) {
            LOG.warn("webhook delivery waits and goes on reason={}", e.toString());
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** One after the other, as far as they are taken or given up. */
    private void deliver(TopicPartition partition, List<ConsumerRecord<byte[], byte @Nullable []>> records)
            throws InterruptedException {
        // Where anything fails before the commit, the rest is read again.
        consumer.seek(partition, records.get(0).offset());
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            Optional<String> failure = send(record);
            RetryState state = failure.isEmpty()
                    ? RetryState.NEW
                    : retries.getOrDefault(partition, RetryState.NEW).failed(clock.millis());
            if (failure.isPresent() && !state.isGivenUp(record.timestamp(), clock.millis())) {
                commit(partition, record.offset(), state);
                hold(partition, state);
                return;
            }
            if (failure.isPresent()) {
                givenUp.put(record, id, failure.get(), state.attempts());
            }
            retries.remove(partition);
            commit(partition, record.offset() + 1, RetryState.NEW);
            consumer.seek(partition, record.offset() + 1);
        }
    }

    /** Empty where nothing is left to do for it. */
    private Optional<String> send(ConsumerRecord<byte[], byte @Nullable []> record) throws InterruptedException {
        Optional<WebhookTarget> target = current.get().filter(found -> record.timestamp() >= found.sinceMillis());
        byte[] alert = record.value();
        if (target.isEmpty() || alert == null) {
            return Optional.empty();
        }
        Decoded<AlertEnvelope> decoded = AlertEnvelope.read(alert);
        if (decoded instanceof Decoded.Valid<AlertEnvelope> valid) {
            AlertEnvelope envelope = valid.value();
            return target.get().types().contains(envelope.type())
                    ? post.send(target.get(), envelope.id(), envelope.message(alert))
                    : Optional.empty();
        }
        LOG.warn("record passed over that is no alert partition={} offset={}", record.partition(), record.offset());
        return Optional.empty();
    }

    /** A new target hears of what comes after it. */
    private void begin(TopicPartition partition) {
        long sinceMillis = current.get().map(WebhookTarget::sinceMillis).orElseGet(clock::millis);
        var found = consumer.offsetsForTimes(Map.of(partition, sinceMillis)).get(partition);
        if (found == null) {
            consumer.seekToEnd(List.of(partition));
        } else {
            consumer.seek(partition, found.offset());
        }
        commit(partition, consumer.position(partition), RetryState.NEW);
    }

    private void hold(TopicPartition partition, RetryState state) {
        if (state.attempts() > 0) {
            retries.put(partition, state);
            consumer.pause(List.of(partition));
        }
    }

    private void resumeDue() {
        long nowMillis = clock.millis();
        retries.forEach((partition, state) -> {
            if (state.notBeforeMillis() <= nowMillis) {
                consumer.resume(List.of(partition));
            }
        });
    }

    private void commit(TopicPartition partition, long offset, RetryState state) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset, state.text())));
    }
}
