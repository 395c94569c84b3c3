package ledger.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Consumer;
import ledger.api.ApiServer;
import ledger.api.ApiSettings;
import ledger.api.auth.Authenticator;
import ledger.api.auth.JwtAuthenticator;
import ledger.cli.settings.Jwt;
import ledger.cli.settings.Setting;
import ledger.cli.settings.SettingException;
import ledger.cli.settings.Settings;
import ledger.decide.Rules;
import ledger.pricing.PriceFallback;
import ledger.streams.KnownRules;
import ledger.streams.LedgerNode;
import ledger.streams.StreamsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ledger in this process: its streams and its HTTP, wired by hand. */
final class Instance {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);
    private static final long READY_POLL_MILLIS = 25;
    /** A property of the JVM by which tests make this build one that knows only older rules; no setting. */
    private static final String RULES_MAX = "ledger.rules.max";

    private final Settings settings;
    private final String bootstrapServers;
    private final Shutdown shutdown;

    /**
     * An instance that has not begun.
     *
     * @param settings with something to check tokens with
     * @param bootstrapServers of its Kafka
     * @param shutdown told what is to be stopped, and when something dies
     */
    Instance(Settings settings, String bootstrapServers, Shutdown shutdown) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
        this.shutdown = shutdown;
    }

    /** Finds out at once that the port is taken, and not after everything else was started. */
    static void requirePort(ApiSettings api) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(api.host()), api.port()));
        } catch (IOException taken) {
            throw cannotListen(api, taken);
        }
    }

    /** Starts everything and returns where HTTP is, once every account is served. Throws where that fails. */
    URI start(boolean isDev) throws IOException, InterruptedException {
        LedgerNode node = node(isDev, failure -> {
            LOG.info("the ledger stopped working, the process ends", failure);
            shutdown.fail(failure);
        });
        shutdown.onStop(node::close);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        node.bindTo(metrics);
        BuildMeter.bindTo(metrics);
        ApiServer api = new ApiServer(
                settings.api(),
                node.commandLog(),
                node.queries(),
                node.rateCards(),
                node.feed(),
                node.webhooks(),
                authenticator(settings.jwt()),
                metrics,
                Clock.systemUTC());
        try {
            api.start();
        } catch (IOException taken) {
            throw cannotListen(settings.api(), taken);
        }
        shutdown.onStop(api::close);
        while (!node.queries().isReady()) {
            shutdown.throwIfFailed(READY_POLL_MILLIS);
        }
        URI url = url(settings.api().host(), api.port());
        announce(url);
        return url;
    }

    private void announce(URI url) throws IOException {
        DataDirectory data = new DataDirectory(settings.dataDirectory());
        new RunningLedger(url, bootstrapServers).announce(data);
        shutdown.onStop(() -> RunningLedger.retract(data));
        LOG.info("ledger ready url={} kafka={}", url, bootstrapServers);
    }

    /**
     * A ledger that is the only instance repairs its own state, and says so. Several instances must not do that each
     * for itself.
     */
    private LedgerNode node(boolean isAlone, Consumer<Throwable> onFailure) {
        StreamsSettings streams = streams(settings, bootstrapServers);
        return isAlone
                ? LedgerNode.startRepairing(
                        streams, Clock.systemUTC(), onFailure, repair -> System.err.println("ledger: " + repair))
                : LedgerNode.start(streams, Clock.systemUTC(), onFailure);
    }

    /** How a node works that has these settings. */
    static StreamsSettings streams(Settings settings, String bootstrapServers) {
        Settings.Ledger ledger = settings.ledger();
        return new StreamsSettings(
                bootstrapServers,
                settings.kafka().clientProperties(),
                ledger.applicationId(),
                ledger.partitions(),
                ledger.replicationFactor(),
                ledger.standbyReplicas(),
                ledger.streamThreads(),
                ledger.commitIntervalMillis(),
                ledger.fsync(),
                new DataDirectory(settings.dataDirectory()).stores(),
                settings.advertisedUrl()
                        .orElse(url(settings.api().host(), settings.api().port())),
                ledger.initializePricing(),
                settings.api().priceFallback() == PriceFallback.DEFAULT,
                rules(),
                ledger.webhookPrivateTargets());
    }

    /** All versions that this build knows, unless a test restricts it. */
    static KnownRules rules() {
        int newest = Integer.getInteger(RULES_MAX, Rules.newest().version());
        return new KnownRules(
                Rules.of(newest)
                        .orElseThrow(() -> new UserError(
                                RULES_MAX + " must be 1 to " + Rules.newest().version() + "; leave it out")),
                Version.text());
    }

    private static Authenticator authenticator(Jwt jwt) {
        InstantSource clock = InstantSource.system();
        return jwt.secret()
                .map(secret -> JwtAuthenticator.withSecret(secret, jwt.expected(), clock))
                .orElseGet(() -> JwtAuthenticator.withKeysFrom(jwt.jwksUrl().orElseThrow(), jwt.expected(), clock));
    }

    /** The URL for a person on this machine. If it listens on every address, that includes this machine's own. */
    private static URI url(String host, int port) {
        boolean isEvery = host.equals("0.0.0.0") || host.equals("::");
        String reachable = isEvery ? "127.0.0.1" : host;
        return URI.create("http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port);
    }

    private static SettingException cannotListen(ApiSettings api, IOException cause) {
        return new SettingException(
                Setting.HTTP_PORT,
                "cannot listen on %s port %d (%s); stop what listens there, or set another port, or 0 to have a free one picked"
                        .formatted(api.host(), api.port(), cause.getMessage()));
    }
}
