package ledger.streams.webhook;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.streams.StreamsSettings;
import ledger.streams.service.ServiceStatus;
import ledger.streams.service.SideService;
import ledger.streams.service.Skipped;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The targets of webhooks and a sender for each that is enabled, from {@link #start} to {@link #close}. */
public final class WebhookDelivery implements Webhooks, AutoCloseable {
    /** A sender that is interrupted has left its group by then. */
    private static final long STOP_MILLIS = 4_000;

    private final StreamsSettings settings;
    private final InstantSource clock;
    private final Producer<byte[], byte @Nullable []> producer;
    private final WebhookLog log;
    private final SideService reading;
    private final AllowedTargets allowed;
    private final WebhookCounts counts = new WebhookCounts();
    private final WebhookPost post;
    private final Skipped skippedAlerts = new Skipped();
    private final Map<String, SideService> senders = new HashMap<>();
    private boolean isClosed;

    /** Nothing is read or sent yet. */
    public WebhookDelivery(StreamsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        producer = new KafkaProducer<>(ClientProperties.webhookProducer(settings));
        log = new WebhookLog(
                () -> new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "webhook-targets")),
                producer,
                this::follow);
        reading = new SideService("webhook-targets", () -> log, STOP_MILLIS);
        allowed = new AllowedTargets(settings.webhookPrivateTargets());
        post = new WebhookPost(clock, allowed, counts);
    }

    /** Begins; further calls do nothing. */
    public void start() {
        reading.start();
    }

    /** How the reader of targets is doing, and the sender of each that is enabled. */
    public synchronized List<ServiceStatus> status() {
        return Stream.concat(Stream.of(reading), senders.values().stream())
                .map(SideService::status)
                .toList();
    }

    /** How many records it has passed over that no ledger wrote, of targets and of alarms. */
    public long skipped() {
        return log.skipped() + skippedAlerts.count();
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
        List<SideService> all;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(senders.values());
            senders.clear();
        }
        reading.close();
        // Side by side: each takes as long as its target takes to be given up.
        all.parallelStream().forEach(SideService::close);
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
                sender.getValue().close();
            }
            return isGone;
        });
        enabled.keySet().forEach(id -> senders.computeIfAbsent(id, this::begin));
    }

    private SideService begin(String id) {
        SideService sender = SideService.interruptible("webhook-" + id, () -> send(id), STOP_MILLIS);
        sender.start();
        return sender;
    }

    private void send(String id) {
        new WebhookSender(
                        new KafkaConsumer<>(ClientProperties.webhookConsumer(settings, id)),
                        id,
                        () -> find(id),
                        post,
                        new GivenUp(producer, clock),
                        clock,
                        skippedAlerts)
                .run();
    }

    private Optional<WebhookTarget> find(String id) {
        return log.targets().stream().filter(target -> target.id().equals(id)).findFirst();
    }
}
