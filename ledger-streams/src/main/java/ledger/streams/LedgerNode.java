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
import ledger.streams.query.LocalLedger;
import ledger.streams.recover.Discarding;
import ledger.streams.recover.LastEvents;
import ledger.streams.recover.StartRecovery;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.store.LocalStores;
import ledger.streams.sweep.Sweeper;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topology.Callers;
import ledger.streams.topology.DecideProperties;
import ledger.streams.topology.DecideTopology;
import ledger.streams.topology.FoldProgress;
import ledger.streams.topology.KafkaCommandLog;
import ledger.streams.topology.LogEnds;
import ledger.streams.topology.Recovery;
import ledger.streams.topology.SharedAppends;
import ledger.streams.topology.StartCheck;
import ledger.streams.webhook.WebhookDelivery;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger on Kafka: its topics, the deciding application, ingest, and what HTTP needs of them. Thread-safe. */
public final class LedgerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerNode.class);
    /** Callers are answered by these; writing an answer is short work, and more threads than cores gain nothing. */
    private static final int RELEASING_THREADS = 2;

    /** What was asked and is not answered is not waited for. */
    private static final Duration ADMIN_CLOSE_WAIT = Duration.ofSeconds(1);

    private final Closing closing;
    private final FoldProgress progress;
    private final Callers callers;
    private final PriceLog prices;
    private final LocalLedger queries;
    private final CommandLog commandLog;
    private final UsageIngest ingest;
    private final TopicFeed feed;
    private final WebhookDelivery webhooks;

    /**
     * Starts a node. Returns once it has checked its topics and charges by its rate card; accounts are served a little
     * later, see {@link LedgerQueries#isReady}. Throws {@link ledger.streams.topic.StartRefusedException} where it
     * cannot run on what it found.
     *
     * @param onFailure told when the node has stopped working by itself; the process should end, and be started again
     */
    public static LedgerNode start(StreamsSettings settings, Clock clock, Consumer<Throwable> onFailure) {
        return start(settings, clock, onFailure, null);
    }

    /**
     * The same of a node that is alone: a state that is not what its log says is thrown away, and the log is folded
     * again, where other nodes refuse to start.
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
        String instance = InstanceId.of(settings.stateDirectory());
        Admin admin = Admin.create(ClientProperties.admin(settings));
        closing.add(() -> admin.close(ADMIN_CLOSE_WAIT));
        int partitions = new TopicSetup(admin, settings).prepare();
        Discarding discarding = new Discarding(settings, admin, DecideTopology.STORES);
        new StartRecovery(settings, admin, DecideTopology.STORES).run(instance);
        LogEnds logEnds = new LogEnds(admin, settings.applicationId());
        try (LastEvents lastEvents = new LastEvents(settings)) {
            new StartCheck(logEnds, lastEvents, partitions).run();
        }

        ExecutorService releasing = Executors.newFixedThreadPool(RELEASING_THREADS, new NamedThreads("release"));
        closing.add(releasing::shutdown);
        progress = new FoldProgress(partitions, releasing);
        callers = new Callers(releasing);
        prices = closing.add(new PriceLog(settings, clock));
        LocalStores stores = new LocalStores();
        Recovery recovery = new Recovery(
                logEnds, partitions, name -> new KafkaConsumer<>(ClientProperties.readingConsumer(settings, name)));
        Deciding deciding = closing.add(new Deciding(
                () -> application(settings, instance, stores, recovery),
                prices::open,
                onFailure,
                onRepair == null ? null : refused -> repair(refused, discarding, instance, onRepair)));
        queries = new LocalLedger(progress, stores, deciding::isRunning, clock);
        List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
        for (Map<String, Object> properties : ClientProperties.commandProducers(settings)) {
            producers.add(closing.add(new KafkaProducer<>(properties)));
        }
        SharedAppends appends = closing.add(new SharedAppends(producers, callers::waiting, new NamedThreads("append")));
        commandLog = new KafkaCommandLog(appends, progress, callers, queries::answered);
        ingest = closing.add(new UsageIngest(
                settings, instance, prices, command -> queries.answered(command).isPresent(), clock, failure -> {
                    LOG.error("ingest stopped", failure);
                    onFailure.accept(failure);
                }));
        feed = closing.add(new TopicFeed(settings));
        webhooks = closing.add(new WebhookDelivery(settings, clock));
        Sweeper sweeper = closing.add(new Sweeper(queries::due, commandLog, clock));
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

    /** How many callers wait for an outcome. */
    public int waiting() {
        return callers.waiting();
    }

    /** How ingest of usage events does. */
    public IngestStatus ingest() {
        return ingest.status();
    }

    /** Stops cleanly: what was folded is committed. */
    @Override
    public void close() {
        closing.close();
    }

    private KafkaStreams application(StreamsSettings settings, String instance, LocalStores stores, Recovery recovery) {
        Topology topology = new Topology();
        DecideTopology.addTo(topology, progress, stores, callers, recovery, DecideProperties.changelog(settings));
        prices.addTo(topology);
        return new KafkaStreams(
                topology, new StreamsConfig(DecideProperties.of(settings, ClientProperties.base(settings), instance)));
    }

    private static void repair(
            StateRefusedException refused, Discarding discarding, String instance, Consumer<String> onRepair) {
        onRepair.accept(refused.fault() + "; its command log is folded again");
        discarding.discard(List.of(refused.partition()), instance);
    }
}
