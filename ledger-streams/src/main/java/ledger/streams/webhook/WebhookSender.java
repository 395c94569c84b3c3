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
import ledger.streams.service.Skipped;
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
 * Sends alarms to one target, those of a user in their order, on a thread of its own: a target that is slow or dead
 * holds up nobody else. Whenever an alarm was taken, given up or has failed, its offset is committed with the
 * {@link Backlog} beside it; what was sent and not committed yet is sent again under the same id.
 */
final class WebhookSender implements ConsumerRebalanceListener {
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
    private final Skipped skipped;
    private final Map<TopicPartition, Backlog> backlogs = new HashMap<>();

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
            InstantSource clock,
            Skipped skipped) {
        this.consumer = consumer;
        this.id = id;
        this.current = current;
        this.post = post;
        this.givenUp = givenUp;
        this.clock = clock;
        this.skipped = skipped;
    }

    /** Works until its thread is interrupted. */
    void run() {
        try {
            consumer.subscribe(List.of(Topics.ALERTS), this);
            while (!Thread.currentThread().isInterrupted()) {
                turn();
            }
        } catch (InterruptedException | InterruptException stopped) {
            LOG.debug("webhook sender stopped");
        } finally {
            backlogs.keySet().forEach(partition -> post.counts().forget(id, partition));
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
                backlogs.put(partition, Backlog.parse(place.offset(), place.metadata()));
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        backlogs.keySet().removeAll(revoked);
        revoked.forEach(partition -> post.counts().forget(id, partition));
    }

    private void turn() throws InterruptedException {
        try {
            retryDue();
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

    /** One after the other, until too much has failed. */
    private void deliver(TopicPartition partition, List<ConsumerRecord<byte[], byte @Nullable []>> records)
            throws InterruptedException {
        Backlog backlog = backlogs.computeIfAbsent(
                partition, fresh -> Backlog.at(records.get(0).offset()));
        // Where anything fails before the commit, the rest is read again.
        consumer.seek(partition, records.get(0).offset());
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            if (!backlog.isNew(record.offset())) {
                backlog.found(record);
            } else if (!backlog.isOpen()) {
                consumer.pause(List.of(partition));
                return;
            } else if (backlog.isBehind(record)) {
                backlog.queue(record);
                commit(partition, backlog);
            } else {
                attempt(partition, backlog, record, RetryState.NEW);
            }
            consumer.seek(partition, record.offset() + 1);
        }
    }

    private void attempt(
            TopicPartition partition,
            Backlog backlog,
            ConsumerRecord<byte[], byte @Nullable []> record,
            RetryState before)
            throws InterruptedException {
        Optional<AlertEnvelope> wanted = wanted(record);
        Optional<String> failure = wanted.isEmpty() ? Optional.empty() : send(wanted.get(), record.value());
        RetryState state = before.failed(clock.millis());
        if (wanted.isEmpty()) {
            backlog.passed(record.offset());
        } else if (failure.isEmpty()) {
            backlog.taken(record.offset());
        } else {
            backlog.failed(record, state);
            if (state.isGivenUp(record.timestamp(), clock.millis())) {
                givenUp.put(record, id, failure.get(), state.attempts());
                backlog.passed(record.offset());
            }
        }
        commit(partition, backlog);
    }

    /** Empty where the target does not want to hear of it. */
    private Optional<AlertEnvelope> wanted(ConsumerRecord<byte[], byte @Nullable []> record) {
        Optional<WebhookTarget> target = current.get().filter(found -> record.timestamp() >= found.sinceMillis());
        byte[] alert = record.value();
        if (target.isEmpty() || alert == null) {
            return Optional.empty();
        }
        Decoded<AlertEnvelope> decoded = AlertEnvelope.read(alert);
        if (decoded instanceof Decoded.Valid<AlertEnvelope> valid) {
            return Optional.of(valid.value())
                    .filter(envelope -> target.get().types().contains(envelope.type()));
        }
        skipped.add(LOG, record.topic(), record.partition(), record.offset(), "it is no alert");
        return Optional.empty();
    }

    /** Why the target did not take it; empty where it did, or is gone. */
    private Optional<String> send(AlertEnvelope envelope, byte @Nullable [] alert) throws InterruptedException {
        Optional<WebhookTarget> target = current.get();
        return target.isEmpty() || alert == null
                ? Optional.empty()
                : post.send(target.get(), envelope.id(), envelope.message(alert));
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
        Backlog backlog = Backlog.at(consumer.position(partition));
        backlogs.put(partition, backlog);
        commit(partition, backlog);
    }

    /** One of each partition at a time, so that polls are never far apart. */
    private void retryDue() throws InterruptedException {
        for (Map.Entry<TopicPartition, Backlog> each : backlogs.entrySet()) {
            Backlog backlog = each.getValue();
            Optional<Backlog.Waiting> due = backlog.due(clock.millis());
            if (due.isPresent() && due.get().alert() != null) {
                attempt(each.getKey(), backlog, due.get().alert(), due.get().state());
            }
            if (backlog.isOpen()) {
                consumer.resume(List.of(each.getKey()));
            }
        }
    }

    private void commit(TopicPartition partition, Backlog backlog) {
        post.counts().waiting(id, partition, backlog.size());
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(backlog.offset(), backlog.text())));
    }
}
