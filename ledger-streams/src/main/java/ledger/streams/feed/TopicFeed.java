package ledger.streams.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.query.AccountFeed;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.BalanceJson;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what is committed to {@code ledger.balances} and {@code ledger.alerts}, of every partition wherever it is
 * folded, from the ends on, on one thread. Reads nothing while nobody listens.
 */
public final class TopicFeed implements AccountFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    /** Whoever begins to listen waits for at most one poll. */
    private static final Duration POLL_WAIT = Duration.ofMillis(100);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final long STOP_MILLIS = 4_000;

    private final Listeners listeners = new Listeners();
    private final Supplier<Consumer<byte[], byte @Nullable []>> consumers;
    private final Thread thread;
    private final AtomicBoolean isStarted = new AtomicBoolean();

    /** A feed that has not begun. */
    public TopicFeed(StreamsSettings settings) {
        this(() -> new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "feed")));
    }

    TopicFeed(Supplier<Consumer<byte[], byte @Nullable []>> consumers) {
        this.consumers = consumers;
        thread = new Thread(this::run, "ledger-feed");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, failure) -> {
            LOG.error("the feed stopped until a restart", failure);
            listeners.close();
            listeners.endAll();
        });
    }

    /** Begins; call once. */
    public void start() {
        if (isStarted.compareAndSet(false, true)) {
            thread.start();
        }
    }

    @Override
    public CompletionStage<Subscription> subscribe(AccountId account, Listener listener) {
        return listeners.add(KeyPartition.key(account), listener);
    }

    @Override
    public void close() {
        listeners.close();
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listeners.endAll();
    }

    private void run() {
        try {
            while (listeners.awaitAny()) {
                read();
            }
        } catch (InterruptedException | InterruptException stopped) {
            LOG.debug("feed stopped");
        }
    }

    /** Reads as long as somebody listens. Where Kafka fails all are sent away, and come back. */
    private void read() {
        Consumer<byte[], byte @Nullable []> consumer = consumers.get();
        try {
            List<TopicPartition> partitions = both(consumer);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // Asks for the ends now: what comes after this is heard.
            partitions.forEach(consumer::position);
            while (!listeners.isEmpty()) {
                listeners.hearing();
                consumer.poll(POLL_WAIT).forEach(this::pass);
            }
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException e) {
            LOG.warn("the feed begins again reason={}", e.toString());
            listeners.endAll();
        } finally {
            boolean isInterrupted = Thread.interrupted();
            consumer.close(CloseOptions.timeout(CLOSE_WAIT));
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void pass(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] json = record.value();
        if (record.key() == null || json == null) {
            return;
        }
        if (record.topic().equals(Topics.ALERTS)) {
            listeners.tell(record.key(), listener -> listener.alert(json));
        } else {
            listeners.tell(record.key(), listener -> listener.balance(BalanceJson.sequence(json), json));
        }
    }

    private static List<TopicPartition> both(Consumer<?, ?> consumer) {
        return Stream.of(Topics.BALANCES, Topics.ALERTS)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
