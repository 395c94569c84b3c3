package ledger.streams.webhook;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The targets of webhooks and a sender for each that is enabled, from {@link #start} to {@link #close}. */
public final class WebhookDelivery implements Webhooks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
    /** A sender that is interrupted has left its group by then. */
    private static final long STOP_MILLIS = 4_000;

    private final StreamsSettings settings;
    private final InstantSource clock;
    private final Producer<byte[], byte @Nullable []> producer;
    private final WebhookLog log;
    private final Thread reading;
    private final AllowedTargets allowed;
    private final WebhookCounts counts = new WebhookCounts();
    private final WebhookPost post;
    private final Map<String, Thread> senders = new HashMap<>();
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private boolean isClosed;

    /** Nothing is read or sent yet. */
    public WebhookDelivery(StreamsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        producer = new KafkaProducer<>(ClientProperties.webhookProducer(settings));
        log = new WebhookLog(
                new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "webhook-targets")),
                producer,
                this::follow);
        reading = thread(log, "ledger-webhook-targets");
        allowed = new AllowedTargets(settings.webhookPrivateTargets());
        post = new WebhookPost(clock, allowed, counts);
    }

    /** Begins; call once. */
    public void start() {
        if (isStarted.compareAndSet(false, true)) {
            reading.start();
        }
    }

    /** How it does. */
    public WebhookCounts counts() {
        return counts;
    }

    @Override
    public List<WebhookTarget> targets() {
        return log.targets();
    }

    @Override
    public Optional<String> whyNot(URI url) {
        return allowed.whyNot(url);
    }

    @Override
    public CompletionStage<Void> replace(List<WebhookTarget> targets) {
        return log.replace(targets);
    }

    /** Ends; a message that is on its way may be sent again by whoever goes on. */
    @Override
    public void close() {
        log.stop();
        List<Thread> all;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(senders.values());
            senders.clear();
        }
        all.forEach(Thread::interrupt);
        all.forEach(WebhookDelivery::join);
        if (isStarted.get()) {
            join(reading);
        } else {
            log.closeConsumer();
        }
        producer.close();
    }

    /** Starts senders of targets that are new, and stops those of targets that are gone. */
    private synchronized void follow() {
        if (isClosed) {
            return;
        }
        Map<String, WebhookTarget> enabled = new HashMap<>();
        log.targets().stream().filter(WebhookTarget::enabled).forEach(target -> enabled.put(target.id(), target));
        senders.entrySet().removeIf(sender -> {
            boolean isGone = !enabled.containsKey(sender.getKey());
            if (isGone) {
                sender.getValue().interrupt();
                join(sender.getValue());
            }
            return isGone;
        });
        enabled.keySet().forEach(id -> senders.computeIfAbsent(id, this::begin));
    }

    private Thread begin(String id) {
        Thread thread = thread(
                new WebhookSender(
                        new KafkaConsumer<>(ClientProperties.webhookConsumer(settings, id)),
                        id,
                        () -> find(id),
                        post,
                        new GivenUp(producer, clock),
                        clock),
                "ledger-webhook-" + id);
        thread.start();
        return thread;
    }

    private Optional<WebhookTarget> find(String id) {
        return log.targets().stream().filter(target -> target.id().equals(id)).findFirst();
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dead, failure) -> LOG.error("webhooks stopped until a restart thread={}", dead.getName(), failure));
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
