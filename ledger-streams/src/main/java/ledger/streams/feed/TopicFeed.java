package ledger.streams.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.query.AccountFeed;
import ledger.streams.StreamsSettings;
import ledger.streams.service.ServiceStatus;
import ledger.streams.service.SideService;
import ledger.streams.service.Skipped;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.AccountMessage;
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
 * Passes on the committed records of {@code ledger.balances} and {@code ledger.alerts}, on one thread. It reads all
 * partitions, also those that other instances fold, from their ends on. It reads nothing while nobody listens.
 */
public final class TopicFeed implements AccountFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    /** Whoever begins to listen waits for at most one poll. */
    private static final Duration POLL_WAIT = Duration.ofMillis(100);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final long STOP_MILLIS = 4_000;

    private final Listeners listeners = new Listeners();
    private final Supplier<Consumer<byte[], byte @Nullable []>> consumers;
    private final SideService service = SideService.interruptible("feed", this::run, STOP_MILLIS);
    private final Skipped skipped = new Skipped();

    /** A feed that has not begun. */
    public TopicFeed(StreamsSettings settings) {
        this(() -> new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "feed")));
    }

    TopicFeed(Supplier<Consumer<byte[], byte @Nullable []>> consumers) {
        this.consumers = consumers;
    }

    /** Begins; further calls do nothing. */
    public void start() {
        service.start();
    }

    /** How it is doing. */
    public ServiceStatus status() {
        return service.status();
    }

    /** How many records it has passed over that no ledger wrote. */
    public long skipped() {
        return skipped.count();
    }

    @Override
    public CompletionStage<Subscription> subscribe(AccountId account, Listener listener) {
        return listeners.add(KeyPartition.key(account), listener);
    }

    @Override
    public void close() {
        listeners.close();
        service.close();
        listeners.endAll();
    }

    /** If it fails, all listeners are sent away, and come back. */
    private void run() throws InterruptedException {
        try {
            while (listeners.awaitAny()) {
                read();
            }
        } catch (InterruptException stopped) {
            LOG.debug("feed stopped");
        } finally {
            listeners.endAll();
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

    /** Anybody may have written to the topic. Only well-formed records reach a listener. */
    private void pass(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] key = record.key();
        byte[] json = record.value();
        if (isMissing(key) || json == null) {
            skip(record, "it has no key, or no value");
            return;
        }
        AccountMessage.read(json).either(message -> pass(record, key, json, message), reason -> skip(record, reason));
    }

    private void pass(
            ConsumerRecord<byte[], byte @Nullable []> record, byte[] key, byte[] json, AccountMessage message) {
        if (!Arrays.equals(key, message.userId().getBytes(UTF_8))) {
            skip(record, "its key is not its userId");
        } else if (record.topic().equals(Topics.ALERTS)) {
            listeners.tell(key, listener -> listener.alert(json));
        } else {
            listeners.tell(key, listener -> listener.balance(message.sequence(), json));
        }
    }

    private void skip(ConsumerRecord<byte[], byte @Nullable []> record, String reason) {
        skipped.add(LOG, record.topic(), record.partition(), record.offset(), reason);
    }

    /** Kafka says nothing about null, and gives it. */
    private static boolean isMissing(byte @Nullable [] bytes) {
        return bytes == null;
    }

    private static List<TopicPartition> both(Consumer<?, ?> consumer) {
        return Stream.of(Topics.BALANCES, Topics.ALERTS)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
