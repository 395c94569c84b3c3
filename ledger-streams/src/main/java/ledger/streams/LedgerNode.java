package ledger.streams;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import ledger.alert.Webhooks;
import ledger.log.CommandLog;
import ledger.pricing.RateCards;
import ledger.query.AccountFeed;
import ledger.query.LedgerQueries;
import ledger.streams.feed.TopicFeed;
import ledger.streams.ingest.IngestStatus;
import ledger.streams.ingest.UsageIngest;
import ledger.streams.price.PriceLog;
import ledger.streams.project.Projection;
import ledger.streams.query.LocalLedger;
import ledger.streams.service.ServiceStatus;
import ledger.streams.store.LocalStores;
import ledger.streams.sweep.Sweeper;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topology.Callers;
import ledger.streams.topology.DecideProperties;
import ledger.streams.topology.DecideTopology;
import ledger.streams.topology.DecidingClients;
import ledger.streams.topology.FoldProgress;
import ledger.streams.topology.KafkaCommandLog;
import ledger.streams.topology.LogEnds;
import ledger.streams.topology.SharedAppends;
import ledger.streams.topology.StartCheck;
import ledger.streams.webhook.WebhookDelivery;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger on Kafka: its topics, the deciding application, the projection, ingest, and what HTTP needs of them.
 * Thread-safe.
 */
public final class LedgerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerNode.class);
    /** Callers are answered by these; writing an answer is short work, and more threads than cores gain nothing. */
    private static final int RELEASING_THREADS = 2;
    /** A clean close commits and leaves the group in well under a second; a broker that hangs must not hold it up. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Closing closing;
    private final FoldProgress progress;
    private final Callers callers;
    private final PriceLog prices;
    private final Projection projection;
    private final LocalLedger queries;
    private final CommandLog commandLog;
    private final UsageIngest ingest;
    private final TopicFeed feed;
    private final WebhookDelivery webhooks;
    private final Sweeper sweeper;

    /**
     * Starts a node. Returns once it has checked its topics and charges by its rate card; accounts are served a little
     * later, see {@link LedgerQueries#isReady}. Throws {@link ledger.streams.topic.StartRefusedException} where it
     * cannot run on what it found.
     *
     * @param onFailure told when the node has stopped working by itself; the process should end, and be started again
     */
    public static LedgerNode start(StreamsSettings settings, Clock clock, Consumer<Throwable> onFailure) {
        Closing closing = new Closing();
        try {
            return new LedgerNode(settings, clock, onFailure, closing);
        } catch (RuntimeException refused) {
            closing.close();
            throw refused;
        }
    }

    private LedgerNode(StreamsSettings settings, Clock clock, Consumer<Throwable> onFailure, Closing closing) {
        this.closing = closing;
        String instance = InstanceId.of(settings.stateDirectory());
        Admin admin = closing.add(Admin.create(ClientProperties.admin(settings)));
        int partitions = new TopicSetup(admin, settings).prepare();
        LogEnds logEnds = new LogEnds(admin, settings.applicationId());
        new StartCheck(logEnds, partitions).run();

        ExecutorService releasing = Executors.newFixedThreadPool(RELEASING_THREADS, new NamedThreads("release"));
        closing.add(releasing::shutdown);
        progress = new FoldProgress(partitions, releasing);
        callers = new Callers(releasing);
        prices = closing.add(new PriceLog(settings, clock));
        Topology topology = new Topology();
        LocalStores stores = new LocalStores();
        DecideTopology.addTo(topology, progress, stores, callers, logEnds, DecideProperties.changelog(settings));
        prices.addTo(topology);
        KafkaStreams decide = new KafkaStreams(
                topology,
                new StreamsConfig(DecideProperties.of(settings, ClientProperties.base(settings), instance)),
                new DecidingClients(progress));
        decide.setUncaughtExceptionHandler(failure -> {
            LOG.error("deciding stopped", failure);
            onFailure.accept(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        closing.add(() -> decide.close(leaving()));
        projection = closing.add(new Projection(settings, instance, partitions, clock));
        queries = new LocalLedger(
                progress, stores, () -> decide.state() == KafkaStreams.State.RUNNING, projection.queries(), clock);
        List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
        for (Map<String, Object> properties : ClientProperties.commandProducers(settings)) {
            producers.add(closing.add(new KafkaProducer<>(properties)));
        }
        SharedAppends appends = closing.add(new SharedAppends(producers, callers::waiting, new NamedThreads("append")));
        commandLog = new KafkaCommandLog(appends, progress, callers, queries::answered);
        ingest = closing.add(new UsageIngest(
                settings, instance, prices, command -> queries.answered(command).isPresent(), clock));
        feed = closing.add(new TopicFeed(settings));
        webhooks = closing.add(new WebhookDelivery(settings, clock));
        sweeper = closing.add(new Sweeper(queries::due, commandLog, clock));
        decide.start();
        prices.open();
        projection.start();
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

    /** How many callers wait for an outcome. */
    public int waiting() {
        return callers.waiting();
    }

    /** How ingest of usage events does. */
    public IngestStatus ingest() {
        return ingest.status();
    }

    /** How all that works beside deciding does: what fails there begins again by itself. */
    public List<ServiceStatus> services() {
        List<ServiceStatus> all = new ArrayList<>(List.of(ingest.service(), feed.status(), sweeper.status()));
        all.addAll(webhooks.status());
        return all;
    }

    /** How many records were passed over that no ledger wrote, by reader, since the start; no dead letters. */
    public Map<String, Long> skipped() {
        return Map.of("prices", prices.skipped(), "feed", feed.skipped(), "webhooks", webhooks.skipped());
    }

    /** Whether statistics have stopped for good; deciding and balances go on. */
    public boolean isProjectionFailed() {
        return projection.isFailed();
    }

    /** Stops cleanly: what was folded is committed. */
    @Override
    public void close() {
        closing.close();
    }

    private static CloseOptions leaving() {
        return CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_WAIT);
    }
}
