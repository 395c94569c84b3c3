package ledger.streams.ingest;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import ledger.command.LedgerCommand;
import ledger.pricing.PriceFallback;
import ledger.pricing.RateCards;
import ledger.streams.StreamsSettings;
import ledger.streams.append.Acknowledgements;
import ledger.streams.append.TellingProducer;
import ledger.streams.service.ServiceStatus;
import ledger.streams.service.SideService;
import ledger.streams.topic.BoundedBytes;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Takes usage events into the command log, on one thread, from {@link #start} to {@link #close}. If it fails, it starts
 * again by itself. Deciding goes on meanwhile, and published events wait.
 */
public final class UsageIngest implements AutoCloseable {
    /** A poll, a batch and its commit take much less. A thread that hangs longer dies with the process. */
    private static final long CLOSE_MILLIS = 15_000;

    private final IngestCounts counts = new IngestCounts();
    private final SideService service;

    /**
     * An ingest that has not begun.
     *
     * @param instance names this node, the same after a restart
     * @param prices what usage is charged by
     * @param isAnswered whether the key of a command has an answer already; asked where a usage has no price; may throw
     *     {@link ledger.UnavailableException}
     * @param clock the gateway's
     * @param told of each command that the log has
     */
    public UsageIngest(
            StreamsSettings settings,
            String instance,
            RateCards prices,
            Predicate<LedgerCommand> isAnswered,
            InstantSource clock,
            Acknowledgements told) {
        this(settings, instance, prices, isAnswered, clock, told, UsageIngest::consumer);
    }

    UsageIngest(
            StreamsSettings settings,
            String instance,
            RateCards prices,
            Predicate<LedgerCommand> isAnswered,
            InstantSource clock,
            Acknowledgements told,
            Function<Map<String, Object>, Consumer<byte[], byte @Nullable []>> consumers) {
        PriceFallback fallback = settings.priceFallback() ? PriceFallback.DEFAULT : PriceFallback.REFUSE;
        UsageIntake intake = new UsageIntake(prices, fallback, isAnswered, clock);
        service =
                new SideService("ingest", () -> life(settings, instance, intake, clock, told, consumers), CLOSE_MILLIS);
    }

    /** Begins; further calls do nothing. */
    public void start() {
        service.start();
    }

    /** The status of its thread. */
    public ServiceStatus status() {
        return service.status();
    }

    /** Whether the last attempt to append failed, or it waits to begin again after a failure. */
    public boolean isFailing() {
        ServiceStatus status = service.status();
        return (status.isRunning() ? counts.failure : status.failure()) != null;
    }

    /** How many records of its partitions were not read yet, as far as is known. */
    public long lag() {
        return counts.lag.get();
    }

    /** Commands appended since the start. */
    public long charged() {
        return counts.charged.get();
    }

    /** Records that could not be taken since the start. */
    public long deadLetters() {
        return counts.deadLetters.get();
    }

    /** Ends after the current batch. Uncommitted events are read again at the next start, and known by their keys. */
    @Override
    public void close() {
        service.close();
    }

    private static Consumer<byte[], byte @Nullable []> consumer(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new BoundedBytes(), new BoundedBytes());
    }

    private IngestLoop life(
            StreamsSettings settings,
            String instance,
            UsageIntake intake,
            InstantSource clock,
            Acknowledgements told,
            Function<Map<String, Object>, Consumer<byte[], byte @Nullable []>> consumers) {
        Map<String, Object> properties = ClientProperties.ingestConsumer(settings, instance);
        if (counts.isMemoryShort) {
            properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        }
        Consumer<byte[], byte @Nullable []> consumer = consumers.apply(properties);
        try {
            Producer<byte[], byte[]> producer = new TellingProducer(ClientProperties.ingestProducer(settings), told);
            return new IngestLoop(consumer, producer, intake, clock, counts);
        } catch (RuntimeException noProducer) {
            consumer.close();
            throw noProducer;
        }
    }
}
