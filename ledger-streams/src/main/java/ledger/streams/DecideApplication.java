package ledger.streams;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ledger.streams.append.Callers;
import ledger.streams.decide.DecideParts;
import ledger.streams.decide.DecideProperties;
import ledger.streams.decide.DecideTopology;
import ledger.streams.decide.DecidingAhead;
import ledger.streams.decide.DecidingClients;
import ledger.streams.decide.StreamFailures;
import ledger.streams.price.PriceLog;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.LogEnds;
import ledger.streams.progress.RestoreProgress;
import ledger.streams.recover.Discarding;
import ledger.streams.recover.LastEvents;
import ledger.streams.recover.StartRecovery;
import ledger.streams.start.Recovery;
import ledger.streams.start.StartCheck;
import ledger.streams.steer.FirstRules;
import ledger.streams.steer.SkipLog;
import ledger.streams.steer.Steering;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The application that decides, checked before it starts, together with what it shares with the parts that ask it. */
final class DecideApplication {
    /** The threads that answer callers. Writing an answer is short work, and more threads than cores gain nothing. */
    private static final int RELEASING_THREADS = 2;
    /** Closing does not wait for requests that are not answered. */
    private static final Duration ADMIN_CLOSE_WAIT = Duration.ofSeconds(1);

    /** An hour: far longer than a start should take, and still an end. */
    private static final int ALONE_POLL_INTERVAL_MILLIS_MAX = 3_600_000;

    private final StreamsSettings settings;
    private final boolean isAlone;
    private final String instance;
    private final Discarding discarding;
    private final Admin admin;
    private final LogEnds logEnds;
    private final Clock clock;
    private final RestoreProgress restores = new RestoreProgress();
    private final Recovery recovery;
    private final SkipLog skips;
    private final Steering steering;
    private final FoldProgress progress;
    private final Callers callers;
    private final DecidingAhead ahead;
    private final PriceLog prices;
    private final LocalStores stores = new LocalStores();

    /**
     * Makes and checks the topics, clears away what a crash left, and checks the log. Throws
     * {@link ledger.streams.topic.StartRefusedException} where nothing can be decided on what it finds.
     *
     * @param isAlone whether this is the only instance that decides
     * @param closing is given what is to be closed
     */
    DecideApplication(StreamsSettings settings, Clock clock, boolean isAlone, Closing closing) {
        this.settings = settings;
        instance = InstanceId.of(settings.stateDirectory());
        this.clock = clock;
        this.isAlone = isAlone;
        admin = Admin.create(ClientProperties.admin(settings));
        closing.add(() -> admin.close(ADMIN_CLOSE_WAIT));
        int partitions = new TopicSetup(admin, settings).prepare();
        discarding = new Discarding(settings, admin, DecideTopology.STORES);
        new StartRecovery(settings, admin, DecideTopology.STORES).run(instance);
        logEnds = new LogEnds(admin, settings.applicationId());
        try (LastEvents lastEvents = new LastEvents(settings)) {
            new StartCheck(logEnds, lastEvents, partitions).run();
        }
        new FirstRules(logEnds, settings).run(partitions);
        skips = new SkipLog(settings, logEnds);
        IntStream.range(0, partitions).forEach(skips::uncommitted);
        steering = new Steering(settings.rules(), skips::uncommitted);
        recovery = new Recovery(
                logEnds,
                partitions,
                isAlone,
                name -> new KafkaConsumer<>(ClientProperties.readingConsumer(settings, name)));
        ExecutorService releasing = Executors.newFixedThreadPool(RELEASING_THREADS, new NamedThreads("release"));
        closing.add(releasing::shutdown);
        progress = new FoldProgress(partitions, releasing);
        callers = new Callers(releasing);
        ahead = closing.add(new DecidingAhead(callers));
        prices = closing.add(new PriceLog(settings, clock));
    }

    /** Throws the state of partitions away, so that they are folded again. Nothing may decide now. */
    void discard(Collection<Integer> partitions) {
        discarding.discard(partitions, instance);
        // It is read here. A task would take too long, and its group would not wait for it.
        partitions.forEach(skips::uncommitted);
    }

    /** Makes the application anew, and does not start it. */
    KafkaStreams streams() {
        Topology topology = new Topology();
        DecideTopology.addTo(
                topology,
                new DecideParts(progress, stores, callers, recovery, steering, ahead),
                DecideProperties.changelog(settings));
        prices.addTo(topology);
        Map<String, Object> properties = DecideProperties.of(settings, ClientProperties.base(settings), instance);
        if (isAlone) {
            // Nobody else could take over, and a fold that begins again reads all events before it goes on.
            properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                    ALONE_POLL_INTERVAL_MILLIS_MAX);
        }
        KafkaStreams streams = new KafkaStreams(topology, new StreamsConfig(properties), new DecidingClients(progress));
        streams.setGlobalStateRestoreListener(restores);
        return streams;
    }

    /**
     * Says what the failure of a thread means.
     *
     * @param onFailure told of what ends the application
     */
    StreamFailures failures(Consumer<Throwable> onFailure) {
        return new StreamFailures(settings.streamThreads(), clock, onFailure);
    }

    /** The name of this node. */
    String instance() {
        return instance;
    }

    Admin admin() {
        return admin;
    }

    LogEnds logEnds() {
        return logEnds;
    }

    RestoreProgress restores() {
        return restores;
    }

    FoldProgress progress() {
        return progress;
    }

    Callers callers() {
        return callers;
    }

    DecidingAhead ahead() {
        return ahead;
    }

    PriceLog prices() {
        return prices;
    }

    LocalStores stores() {
        return stores;
    }
}
