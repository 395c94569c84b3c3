package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ledger.UnavailableException;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.streams.StreamsSettings;
import ledger.streams.json.Decoded;
import ledger.streams.service.ServiceStatus;
import ledger.streams.service.SideService;
import ledger.streams.service.Skipped;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.WebhookCodec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the targets of webhooks from their topic, where the last record counts, and keeps a {@link WebhookSender} for
 * each that is enabled, from {@link #start} to {@link #close}.
 */
public final class WebhookDelivery implements Webhooks, AutoCloseable {
    /** A thread that is interrupted has closed its consumer by then. */
    static final long STOP_MILLIS = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
    /** All targets are one record, and compaction keeps the last of a key. */
    private static final byte[] KEY = "targets".getBytes(UTF_8);

    private static final TopicPartition PARTITION = new TopicPartition(Topics.WEBHOOKS, 0);
    private static final Duration POLL_WAIT = Duration.ofMillis(500);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    /** As long as any answer of the ledger may take. */
    private static final long ANSWER_MILLIS = 5_000;

    private final StreamsSettings settings;
    private final InstantSource clock;
    private final Producer<byte[], byte @Nullable []> producer;
    private final WebhookPost post;
    private final Skipped skipped = new Skipped();
    private final SideService reading = SideService.interruptible("webhook-targets", this::read, STOP_MILLIS);
    private final Map<String, WebhookSender> senders = new ConcurrentHashMap<>();
    private volatile List<WebhookTarget> targets = List.of();
    private volatile boolean isRestored;
    private volatile long takenOffset = -1;
    private boolean isClosed;

    /** Nothing is read or sent yet. */
    public WebhookDelivery(StreamsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        producer = new KafkaProducer<>(
                ClientProperties.waitedProducer(settings, "webhooks", ClientProperties.BLOCK_MILLIS));
        post = new WebhookPost(clock, new AllowedTargets(settings.webhookPrivateTargets()));
    }

    /** Begins; further calls do nothing. */
    public void start() {
        reading.start();
    }

    /** How the reader of targets is doing, and the sender of each that is enabled. */
    public List<ServiceStatus> status() {
        Stream<ServiceStatus> sending = senders.values().stream().map(WebhookSender::status);
        return Stream.concat(Stream.of(reading.status()), sending).toList();
    }

    /** How many records were passed over that no ledger wrote, of targets and of alarms. */
    public long skipped() {
        return skipped.count();
    }

    /** Messages that a target has taken since the start. */
    public long delivered() {
        return post.delivered();
    }

    /** Attempts that failed since the start; each alarm is tried again, until it is given up. */
    public long failed() {
        return post.failed();
    }

    /** Alarms that failed and wait to be tried again. */
    public int waiting() {
        return senders.values().stream().mapToInt(WebhookSender::waiting).sum();
    }

    @Override
    public List<WebhookTarget> targets() {
        if (!isRestored) {
            throw new UnavailableException("the targets of webhooks are being read");
        }
        return targets;
    }

    @Override
    public Optional<String> whyNot(URI url) {
        return post.allowed().whyNot(url);
    }

    @Override
    public CompletionStage<Void> replace(List<WebhookTarget> next) {
        CompletableFuture<Long> offset = new CompletableFuture<>();
        try {
            ProducerRecord<byte[], byte @Nullable []> all =
                    new ProducerRecord<>(Topics.WEBHOOKS, 0, KEY, WebhookCodec.write(next));
            Future<RecordMetadata> unused = producer.send(all, (sent, failure) -> {
                if (failure == null) {
                    offset.complete(sent.offset());
                } else {
                    offset.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            offset.completeExceptionally(e);
        }
        return offset.orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .thenAcceptAsync(stored -> take(stored, next))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new UnavailableException(
                        "whether the targets were set is not known yet; read them and try again", failure)));
    }

    /** Ends; a message that is on its way may be sent again by whoever goes on. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        reading.close();
        // Side by side: each takes as long as its target takes to be given up.
        senders.values().parallelStream().forEach(WebhookSender::close);
        producer.close();
    }

    /** Goes on where the last life ended. */
    private void read() {
        Consumer<byte[], byte @Nullable []> consumer =
                new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "webhook-targets"));
        try {
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, takenOffset + 1);
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL_WAIT).forEach(this::read);
                if (!isRestored && consumer.currentLag(PARTITION).orElse(1) == 0) {
                    isRestored = true;
                    follow();
                }
            }
        } finally {
            close(consumer);
        }
    }

    /** Forgets the interrupt that has ended the work: else there would be no time to leave the group. */
    static void close(Consumer<?, ?> consumer) {
        boolean unused = Thread.interrupted();
        consumer.close(CloseOptions.timeout(CLOSE_WAIT));
    }

    private void read(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        Decoded<List<WebhookTarget>> decoded =
                value == null ? new Decoded.Malformed<>("it has no value") : WebhookCodec.read(value);
        if (decoded instanceof Decoded.Valid<List<WebhookTarget>> valid) {
            take(record.offset(), valid.value());
        } else if (decoded instanceof Decoded.Malformed<List<WebhookTarget>> malformed) {
            skipped.add(LOG, record.topic(), record.partition(), record.offset(), malformed.reason());
        }
    }

    /** The last record counts, whoever knows of it first: the reader, or who has written it. */
    private synchronized void take(long offset, List<WebhookTarget> set) {
        if (offset > takenOffset) {
            takenOffset = offset;
            targets = List.copyOf(set);
            follow();
        }
    }

    /** Stops senders of targets that are gone, and starts those of targets that are new. */
    private synchronized void follow() {
        if (!isRestored || isClosed) {
            return;
        }
        Map<String, WebhookTarget> enabled = new HashMap<>();
        targets.stream().filter(WebhookTarget::enabled).forEach(target -> enabled.put(target.id(), target));
        senders.forEach((id, sender) -> {
            if (!enabled.containsKey(id)) {
                sender.close();
                senders.remove(id);
            }
        });
        enabled.forEach((id, target) -> senders.computeIfAbsent(
                        id, fresh -> new WebhookSender(settings, target, post, producer, clock, skipped))
                .aimAt(target));
    }
}
