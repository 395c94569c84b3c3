package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import ledger.UnavailableException;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.streams.service.SideService;
import ledger.streams.service.Skipped;
import ledger.streams.topic.Topics;
import ledger.streams.wire.Decoded;
import ledger.streams.wire.WebhookCodec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The targets of webhooks, folded from their topic by one thread of each instance: the last record counts. Two admins
 * who set them at once are put in an order by the topic, as two that follow each other.
 */
final class WebhookLog implements Webhooks, SideService.Life {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookLog.class);
    /** All targets are one record, and compaction keeps the last of a key. */
    private static final byte[] KEY = "targets".getBytes(UTF_8);

    private static final TopicPartition PARTITION = new TopicPartition(Topics.WEBHOOKS, 0);
    private static final Duration POLL_WAIT = Duration.ofMillis(500);
    /** As long as any answer of the ledger may take. */
    private static final long WAIT_MILLIS = 5_000;

    /** How long a broker that refuses is left alone. */
    private static final long PAUSE_MILLIS = 1_000;

    private final Supplier<Consumer<byte[], byte @Nullable []>> consumers;
    private final Producer<byte[], byte @Nullable []> producer;
    private final Runnable onChange;
    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean isRestored;
    private volatile List<WebhookTarget> targets = List.of();
    private volatile long foldedOffset = -1;
    private final Skipped skipped = new Skipped();
    private volatile @Nullable Consumer<?, ?> reading;

    /**
     * Nothing is folded yet.
     *
     * @param consumers makes one for each life of this reader
     * @param producer stays the caller's to close
     * @param onChange told on this one's thread that the targets are others now
     */
    WebhookLog(
            Supplier<Consumer<byte[], byte @Nullable []>> consumers,
            Producer<byte[], byte @Nullable []> producer,
            Runnable onChange) {
        this.consumers = consumers;
        this.producer = producer;
        this.onChange = onChange;
    }

    @Override
    public List<WebhookTarget> targets() {
        if (!isRestored) {
            throw new UnavailableException("the targets of webhooks are being read");
        }
        return targets;
    }

    @Override
    public CompletionStage<Void> replace(List<WebhookTarget> next) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(Topics.WEBHOOKS, 0, KEY, WebhookCodec.write(next)), (sent, failure) -> {
                        if (failure == null) {
                            await(sent.offset(), done);
                        } else {
                            done.completeAsync(() -> {
                                throw new KafkaException(failure);
                            });
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            done.completeExceptionally(e);
        }
        return done.orTimeout(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new UnavailableException(
                        "whether the targets were set is not known yet; read them and try again", failure)));
    }

    /** How many records it has passed over that no ledger wrote. */
    long skipped() {
        return skipped.count();
    }

    /** Goes on where the last life ended: what is known stays so meanwhile. */
    @Override
    public void run() {
        try (Consumer<byte[], byte @Nullable []> consumer = consumers.get()) {
            reading = consumer;
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, foldedOffset + 1);
            while (stopping.getCount() > 0) {
                turn(consumer);
            }
        } catch (WakeupException stopped) {
            LOG.debug("reading of webhook targets stopped");
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        Consumer<?, ?> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void turn(Consumer<byte[], byte @Nullable []> consumer) {
        try {
            for (ConsumerRecord<byte[], byte @Nullable []> record : consumer.poll(POLL_WAIT)) {
                fold(record);
            }
            if (!isRestored && consumer.currentLag(PARTITION).orElse(1) == 0) {
                isRestored = true;
                onChange.run();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("webhook targets cannot be read now reason={}", e.toString());
            pause();
        }
    }

    /** Ends early when it is to stop. */
    private void pause() {
        try {
            boolean unused = stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void fold(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        Decoded<List<WebhookTarget>> decoded =
                value == null ? new Decoded.Malformed<>("it has no value") : WebhookCodec.read(value);
        if (decoded instanceof Decoded.Valid<List<WebhookTarget>> valid) {
            targets = List.copyOf(valid.value());
        } else if (decoded instanceof Decoded.Malformed<List<WebhookTarget>> malformed) {
            skipped.add(LOG, record.topic(), record.partition(), record.offset(), malformed.reason());
        }
        if (isRestored) {
            onChange.run();
        }
        release(record.offset());
    }

    private void await(long offset, CompletableFuture<Void> done) {
        synchronized (waiting) {
            if (foldedOffset < offset) {
                waiting.put(offset, done);
                return;
            }
        }
        done.completeAsync(() -> null);
    }

    private void release(long offset) {
        synchronized (waiting) {
            foldedOffset = offset;
            NavigableMap<Long, CompletableFuture<Void>> passed = waiting.headMap(offset, true);
            // On another thread: whoever waits may do anything next.
            passed.values().forEach(done -> done.completeAsync(() -> null));
            passed.clear();
        }
    }
}
