package ledger.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ledger.alert.Webhooks;
import ledger.log.CommandLog;
import ledger.pricing.RateCards;
import ledger.query.AccountFeed;
import ledger.query.LedgerQueries;
import ledger.streams.append.Callers;
import ledger.streams.append.KafkaCommandLog;
import ledger.streams.append.SharedAppends;
import ledger.streams.append.TellingProducer;
import ledger.streams.feed.TopicFeed;
import ledger.streams.ingest.UsageIngest;
import ledger.streams.meter.FoldMeters;
import ledger.streams.meter.Meters;
import ledger.streams.price.PriceLog;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.LogWatch;
import ledger.streams.query.CreditCount;
import ledger.streams.query.LocalLedger;
import ledger.streams.query.Readiness;
import ledger.streams.service.ServiceStatus;
import ledger.streams.sweep.Sweeper;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSizes;
import ledger.streams.webhook.WebhookDelivery;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** The ledger on Kafka: its topics, the deciding application, ingest, and what HTTP needs of them. Thread-safe. */
public final class LedgerNode implements AutoCloseable {

    private final Closing closing;
    private final FoldProgress progress;
    private final Callers callers;
    private final PriceLog prices;
    private final LocalLedger queries;
    private final CommandLog commandLog;
    private final UsageIngest ingest;
    private final TopicFeed feed;
    private final WebhookDelivery webhooks;
    private final Consumer<MeterRegistry> meters;
    private final Sweeper sweeper;

    /**
     * Starts a node. Returns once it has checked its topics and loaded its rate card. Accounts are served a little
     * later, see {@link LedgerQueries#isReady}. Throws {@link ledger.streams.topic.StartRefusedException} where it
     * cannot run on what it found.
     *
     * @param onFailure told when the node has stopped working by itself; the process should end, and be started again
     */
    public static LedgerNode start(StreamsSettings settings, Clock clock, Consumer<Throwable> onFailure) {
        return start(settings, clock, onFailure, null);
    }

    /**
     * Starts a node that is the only one. It throws a state away that is not what its log says, and folds the log
     * again. Other nodes refuse to start in that case.
     *
     * @param onRepair told in one sentence, each time
     */
    public static LedgerNode startRepairing(
            StreamsSettings settings, Clock clock, Consumer<Throwable> onFailure, Consumer<String> onRepair) {
        return start(settings, clock, onFailure, onRepair);
    }

    private static LedgerNode start(
            StreamsSettings settings, Clock clock, Consumer<Throwable> onFailure, @Nullable Consumer<String> onRepair) {
        Closing closing = new Closing();
        try {
            return new LedgerNode(settings, clock, onFailure, onRepair, closing);
        } catch (RuntimeException refused) {
            closing.close();
            throw refused;
        }
    }

    private LedgerNode(
            StreamsSettings settings,
            Clock clock,
            Consumer<Throwable> onFailure,
            @Nullable Consumer<String> onRepair,
            Closing closing) {
        this.closing = closing;
        DecideApplication application = new DecideApplication(settings, clock, onRepair != null, closing);
        progress = application.progress();
        callers = application.callers();
        prices = application.prices();
        String instance = application.instance();
        LogWatch watch = closing.add(new LogWatch(application.logEnds(), progress.partitions()));
        Deciding deciding = closing.add(new Deciding(application, onFailure, onRepair));
        queries = new LocalLedger(
                progress, application.stores(), new Readiness(progress, watch, StreamThreads.of(deciding)), clock);
        List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
        for (Map<String, Object> properties : ClientProperties.commandProducers(settings)) {
            producers.add(closing.add(new TellingProducer(properties, application.ahead())));
        }
        SharedAppends appends = closing.add(new SharedAppends(producers, callers::waiting, new NamedThreads("append")));
        commandLog = new KafkaCommandLog(appends, progress, callers, queries::answered);
        ingest = closing.add(new UsageIngest(
                settings,
                instance,
                prices,
                command -> queries.answered(command).isPresent(),
                clock,
                application.ahead()));
        feed = closing.add(new TopicFeed(settings));
        webhooks = closing.add(new WebhookDelivery(settings, clock));
        sweeper = closing.add(new Sweeper(queries::due, commandLog, clock));
        meters = registry -> bind(registry, deciding, application, watch, settings.applicationId());
        closing.add(new CreditCount(progress, application.stores())).start();
        watch.start();
        application.ahead().start(onFailure);
        deciding.start();
        ingest.start();
        feed.start();
        webhooks.start();
        sweeper.start();
    }

    /** Where commands go. */
    public CommandLog commandLog() {
        return commandLog;
    }

    /** What the fold knows. */
    public LedgerQueries queries() {
        return queries;
    }

    /** The rate card. */
    public RateCards rateCards() {
        return prices;
    }

    /** What happens to accounts, as it is committed. */
    public AccountFeed feed() {
        return feed;
    }

    /** Who is told of alarms by HTTP. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** How many commands are left to fold before every account is served. */
    public long behind() {
        return progress.behind();
    }

    /** Tells a registry of all that can be measured here; call once. */
    public void bindTo(MeterRegistry registry) {
        meters.accept(registry);
    }

    /** The status of the services beside deciding. A service that fails starts again by itself. */
    public List<ServiceStatus> services() {
        List<ServiceStatus> all = new ArrayList<>(List.of(ingest.status(), feed.status(), sweeper.status()));
        all.addAll(webhooks.status());
        return all;
    }

    /** How many records that no ledger wrote were skipped since the start, by reader. They are no dead letters. */
    public Map<String, Long> skipped() {
        return Map.of("prices", prices.skipped(), "feed", feed.skipped(), "webhooks", webhooks.skipped());
    }

    /** Stops cleanly: what was folded is committed. */
    @Override
    public void close() {
        closing.close();
    }

    private void bind(
            MeterRegistry registry,
            Deciding deciding,
            DecideApplication application,
            LogWatch watch,
            String applicationId) {
        Meters registered = new Meters(registry);
        new FoldMeters(registered, progress, watch).bind(callers, application.ahead());
        NodeMeters ofNode = new NodeMeters(registered);
        ofNode.bind(deciding::streams, application.restores(), ingest, webhooks);
        registered.counter("ledger.state.rebuilds", "States thrown away and folded again", deciding::repairs);
        new ServiceMeters(registered).bind(this::services, this::skipped);
        closing.add(new TopicSizes(application.admin(), applicationId, ofNode::sampled))
                .start();
    }
}
