package ledger.streams.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import ledger.command.LedgerCommand;
import ledger.pricing.PriceFallback;
import ledger.pricing.RateCards;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Takes usage events into the command log, on one thread, from {@link #start} to {@link #close}. */
public final class UsageIngest implements AutoCloseable {
    /** A poll, a batch and its commit end well before; a thread that hangs longer is left to die with the process. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(15);

    private final IngestLoop loop;
    private final Thread thread;
    private final AtomicBoolean isStarted = new AtomicBoolean();

    /**
     * An ingest that has not begun.
     *
     * @param instance names this node, the same after a restart
     * @param prices what usage is charged by
     * @param isAnswered whether the key of a command has an answer already; asked where a usage has no price; may throw
     *     {@link ledger.UnavailableException}
     * @param clock the gateway's
     * @param onCrash told, on the thread that dies, of what ended ingest against everybody's will
     */
    public UsageIngest(
            StreamsSettings settings,
            String instance,
            RateCards prices,
            Predicate<LedgerCommand> isAnswered,
            InstantSource clock,
            Consumer<Throwable> onCrash) {
        PriceFallback fallback = settings.priceFallback() ? PriceFallback.DEFAULT : PriceFallback.REFUSE;
        loop = new IngestLoop(
                new KafkaConsumer<>(ClientProperties.ingestConsumer(settings, instance)),
                new KafkaProducer<>(ClientProperties.ingestProducer(settings)),
                new UsageIntake(prices, fallback, isAnswered, clock),
                clock);
        thread = new Thread(loop, "ledger-ingest");
        thread.setUncaughtExceptionHandler((dead, failure) -> onCrash.accept(failure));
    }

    /** Begins; call once. */
    public void start() {
        if (isStarted.compareAndSet(false, true)) {
            thread.start();
        }
    }

    public IngestStatus status() {
        return loop.status(thread.isAlive());
    }

    /** Ends after the batch at hand; what was not committed is read again at the next start, and known by its keys. */
    @Override
    public void close() {
        loop.stop();
        if (!isStarted.get()) {
            loop.closeClients();
            return;
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
