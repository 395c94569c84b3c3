package ledger.streams.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import ledger.alert.WebhookTarget;
import ledger.streams.StreamsSettings;
import ledger.streams.json.Decoded;
import ledger.streams.service.ServiceStatus;
import ledger.streams.service.SideService;
import ledger.streams.service.Skipped;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.Topics;
import ledger.streams.wire.AlertEnvelope;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alarms to one target, on a thread of its own: a target that is slow or dead holds up nobody else. After each
 * attempt the offset is committed with the {@link Backlog} beside it. Where Kafka fails, it begins again from there:
 * what was sent and not committed is sent again under the same id.
 */
final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration POLL_WAIT = Duration.ofMillis(500);

    private final StreamsSettings settings;
    private final WebhookPost post;
    private final Producer<byte[], byte @Nullable []> producer;
    private final InstantSource clock;
    private final Skipped skipped;
    private final SideService service;
    private final Map<TopicPartition, Backlog> backlogs = new ConcurrentHashMap<>();
    private volatile WebhookTarget target;

    /** Begins to send; the producer, for what is given up, stays the caller's to close. */
    WebhookSender(
            StreamsSettings settings,
            WebhookTarget target,
            WebhookPost post,
            Producer<byte[], byte @Nullable []> producer,
            InstantSource clock,
            Skipped skipped) {
        this.settings = settings;
        this.target = target;
        this.post = post;
        this.producer = producer;
        this.clock = clock;
        this.skipped = skipped;
        service = SideService.interruptible("webhook-" + target.id(), this::run, WebhookDelivery.STOP_MILLIS);
        service.start();
    }

    /** The target as it is from now on, of the same id. */
    void aimAt(WebhookTarget changed) {
        target = changed;
    }

    ServiceStatus status() {
        return service.status();
    }

    /** How many alarms wait here. */
    int waiting() {
        return backlogs.values().stream().mapToInt(Backlog::size).sum();
    }

    @Override
    public void close() {
        service.close();
    }

    private void run() throws InterruptedException {
        Consumer<byte[], byte @Nullable []> consumer =
                new KafkaConsumer<>(ClientProperties.webhookConsumer(settings, target.id(), age()));
        try {
            consumer.subscribe(List.of(Topics.ALERTS));
            while (!Thread.currentThread().isInterrupted()) {
                // One at a time, however many are due: polls are never far apart.
                var batch = consumer.poll(retry(consumer) ? Duration.ZERO : POLL_WAIT);
                backlogs.keySet().retainAll(consumer.assignment());
                for (TopicPartition partition : batch.partitions()) {
                    deliver(consumer, partition, batch.records(partition));
                }
            }
        } finally {
            backlogs.clear();
            WebhookDelivery.close(consumer);
        }
    }

    private Duration age() {
        return Duration.ofMillis(Math.max(0, clock.millis() - target.sinceMillis()));
    }

    /** Tries the alarm again that is due for longest, where there is one. */
    private boolean retry(Consumer<?, ?> consumer) throws InterruptedException {
        long nowMillis = clock.millis();
        Optional<Backlog.Waiting> due = backlogs.values().stream()
                .flatMap(backlog -> backlog.due(nowMillis).stream())
                .min(Comparator.comparingLong(Backlog.Waiting::notBeforeMillis));
        for (Map.Entry<TopicPartition, Backlog> each : backlogs.entrySet()) {
            Backlog backlog = each.getValue();
            ConsumerRecord<byte[], byte @Nullable []> alert =
                    due.map(Backlog.Waiting::alert).orElse(null);
            if (alert != null && alert.partition() == each.getKey().partition()) {
                attempt(consumer, each.getKey(), backlog, alert);
            }
            if (backlog.isOpen()) {
                consumer.resume(List.of(each.getKey()));
            }
        }
        return due.isPresent();
    }

    private void deliver(
            Consumer<?, ?> consumer, TopicPartition partition, List<ConsumerRecord<byte[], byte @Nullable []>> records)
            throws InterruptedException {
        Backlog backlog = backlogs.get(partition);
        if (backlog == null) {
            // Whoever had the partition before has left what waits beside the offset.
            OffsetAndMetadata place = consumer.committed(Set.of(partition)).get(partition);
            long first = records.get(0).offset();
            backlog = place == null ? Backlog.at(first) : Backlog.parse(place.offset(), place.metadata());
            backlogs.put(partition, backlog);
        }
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            if (!backlog.isNew(record.offset())) {
                backlog.found(record);
            } else if (!backlog.isOpen()) {
                consumer.seek(partition, record.offset());
                consumer.pause(List.of(partition));
                return;
            } else if (backlog.isBehind(record)) {
                backlog.queue(record);
            } else {
                attempt(consumer, partition, backlog, record);
            }
        }
    }

    private void attempt(
            Consumer<?, ?> consumer,
            TopicPartition partition,
            Backlog backlog,
            ConsumerRecord<byte[], byte @Nullable []> record)
            throws InterruptedException {
        Optional<AlertEnvelope> wanted = wanted(record);
        if (wanted.isEmpty()) {
            backlog.passed(record.offset());
        } else {
            Optional<String> failure = post.send(target, wanted.get(), record.value());
            if (failure.isEmpty()) {
                backlog.taken(record.offset());
            } else {
                Backlog.Waiting failed = backlog.failed(record, clock.millis());
                if (failed.isLast(clock.millis())) {
                    giveUp(record, failure.get(), failed.attempts());
                    backlog.passed(record.offset());
                }
            }
        }
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(backlog.offset(), backlog.text())));
    }

    /** Empty where the target does not want to hear of it. */
    private Optional<AlertEnvelope> wanted(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] alert = record.value();
        if (alert == null || record.timestamp() < target.sinceMillis()) {
            return Optional.empty();
        }
        Decoded<AlertEnvelope> decoded = AlertEnvelope.read(alert);
        if (decoded instanceof Decoded.Valid<AlertEnvelope> valid) {
            return Optional.of(valid.value()).filter(envelope -> target.types().contains(envelope.type()));
        }
        skipped.add(LOG, record.topic(), record.partition(), record.offset(), "it is no alert");
        return Optional.empty();
    }

    /** Returns once the alarm stands on the topic of dead letters. */
    private void giveUp(ConsumerRecord<byte[], byte @Nullable []> alert, String failure, int attempts)
            throws InterruptedException {
        String reason = "webhook " + target.id() + ": " + failure + ", after " + attempts + " attempts";
        try {
            producer.send(DeadLetters.of(alert, "WEBHOOK_FAILED", reason, clock.millis()))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException(e);
        }
        LOG.warn("alert given up partition={} offset={} reason={}", alert.partition(), alert.offset(), reason);
    }
}
