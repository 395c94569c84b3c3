package ledger.cli.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.api.http.HttpLimits;
import ledger.pricing.PriceFallback;

/**
 * Everything that can be set, typed and checked.
 *
 * @param http where HTTP listens
 * @param dataDirectory absolute
 * @param kafka where Kafka is, and how to talk to it
 * @param jwt how tokens are checked
 * @param ledger how the ledger works on Kafka
 * @param corsOrigins origins that may call from a browser
 */
public record Settings(Http http, Path dataDirectory, Kafka kafka, Jwt jwt, Ledger ledger, List<String> corsOrigins) {
    private static final int PORT_MAX = 65_535;
    /** Half of what a transaction may take, so that the other half is left for its commit. */
    private static final int COMMIT_INTERVAL_MILLIS_MAX = 5_000;
    /** An application id is part of topic and directory names; Kafka's own bound is 249 for all of a topic's name. */
    private static final String APPLICATION_ID = "[a-zA-Z0-9._-]{1,100}";

    public Settings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Reads the environment. Throws {@link SettingException} for an unknown name or a bad value. */
    public static Settings read(Map<String, String> environment, Scale scale) {
        Environment given = new Environment(environment);
        KnownNames.check(given.variables().keySet());
        return new Settings(
                http(given),
                given.read(Setting.DATA_DIR, Path.of("data"), Path::of, "a path")
                        .toAbsolutePath()
                        .normalize(),
                kafka(given),
                Jwt.read(given),
                ledger(given, scale),
                origins(given));
    }

    /** The same with a secret that was generated. */
    public Settings withSecret(String generated) {
        return new Settings(http, dataDirectory, kafka, jwt.withSecret(generated), ledger, corsOrigins);
    }

    private static Http http(Environment given) {
        Optional<URI> advertised = given.text(Setting.ADVERTISED_URL).map(text -> url(given, Setting.ADVERTISED_URL));
        return new Http(
                given.text(Setting.HTTP_HOST).orElse("127.0.0.1"),
                given.number(Setting.HTTP_PORT, 7070, 0, PORT_MAX),
                advertised,
                LimitSettings.read(given));
    }

    private static Kafka kafka(Environment given) {
        return new Kafka(
                given.text(Setting.KAFKA_BOOTSTRAP_SERVERS),
                given.number(Setting.KAFKA_PORT, 9092, 0, PORT_MAX),
                KafkaVariables.of(given.variables()));
    }

    private static Ledger ledger(Environment given, Scale scale) {
        String id = given.read(
                Setting.APPLICATION_ID,
                "credit-ledger",
                text -> {
                    if (!text.matches(APPLICATION_ID)) {
                        throw new IllegalArgumentException("not a name");
                    }
                    return text;
                },
                "1 to 100 letters, digits, dots, underscores and hyphens");
        return new Ledger(
                id,
                given.number(Setting.PARTITIONS, scale.partitions(), 1, 1_000),
                given.number(Setting.REPLICATION_FACTOR, scale.replicationFactor(), 1, 15),
                given.number(Setting.STANDBY_REPLICAS, 0, 0, 10),
                given.number(Setting.STREAM_THREADS, 1, 1, 64),
                given.number(Setting.COMMIT_INTERVAL_MS, 250, 10, COMMIT_INTERVAL_MILLIS_MAX),
                given.flag(Setting.FSYNC, false),
                given.flag(Setting.INITIALIZE_PRICING, true),
                given.read(Setting.PRICE_FALLBACK, PriceFallback.DEFAULT, Settings::fallback, "default or refuse"),
                given.flag(Setting.WEBHOOK_PRIVATE_TARGETS, scale == Scale.EMBEDDED));
    }

    private static PriceFallback fallback(String text) {
        return switch (text) {
            case "default" -> PriceFallback.DEFAULT;
            case "refuse" -> PriceFallback.REFUSE;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static List<String> origins(Environment given) {
        List<String> origins = given.list(Setting.CORS_ORIGINS);
        for (String origin : origins) {
            if (!origin.matches("https?://[^/\\s]+")) {
                throw new SettingException(
                        Setting.CORS_ORIGINS,
                        "must be origins such as https://app.example.com, and \"" + origin + "\" is none");
            }
        }
        return origins;
    }

    static URI url(Environment given, Setting setting) {
        return given.read(
                setting,
                URI.create("http://unset"),
                text -> {
                    URI url = URI.create(text);
                    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
                        throw new IllegalArgumentException("not a web address");
                    }
                    return url;
                },
                "a URL that starts with http:// or https://");
    }

    /**
     * Where HTTP listens.
     *
     * @param host a name or an address
     * @param port 0 picks one
     * @param advertisedUrl by which others reach it, where that is not host and port
     * @param limits what clients may take
     */
    public record Http(String host, int port, Optional<URI> advertisedUrl, HttpLimits limits) {}

    /**
     * Where Kafka is.
     *
     * @param bootstrapServers of an existing Kafka
     * @param port of the embedded broker; 0 picks one
     * @param clientProperties for every Kafka client
     */
    public record Kafka(Optional<String> bootstrapServers, int port, Map<String, String> clientProperties) {}

    /**
     * How the ledger works on Kafka.
     *
     * @param applicationId names its groups and stores
     * @param partitions of the command log when it is created
     * @param replicationFactor of topics when they are created
     * @param standbyReplicas of each store
     * @param streamThreads that decide
     * @param commitIntervalMillis of the fold
     * @param fsync before the broker acknowledges a command
     * @param initializePricing where the price log is empty
     * @param priceFallback what an unknown model costs
     * @param webhookPrivateTargets whether webhooks may go to private and link-local addresses
     */
    public record Ledger(
            String applicationId,
            int partitions,
            int replicationFactor,
            int standbyReplicas,
            int streamThreads,
            int commitIntervalMillis,
            boolean fsync,
            boolean initializePricing,
            PriceFallback priceFallback,
            boolean webhookPrivateTargets) {}
}
