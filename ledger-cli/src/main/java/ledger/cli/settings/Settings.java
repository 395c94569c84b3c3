package ledger.cli.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import ledger.api.ApiSettings;
import ledger.api.auth.TokenSecret;
import ledger.api.http.HttpLimits;
import ledger.pricing.PriceFallback;

/**
 * Everything that can be set, typed and checked.
 *
 * @param api how HTTP is served
 * @param advertisedUrl by which others reach it, where that is not host and port
 * @param dataDirectory absolute
 * @param kafka where Kafka is, and how to talk to it
 * @param jwt how tokens are checked
 * @param ledger how the ledger works on Kafka
 */
public record Settings(
        ApiSettings api, Optional<URI> advertisedUrl, Path dataDirectory, Kafka kafka, Jwt jwt, Ledger ledger) {
    private static final int PORT_MAX = 65_535;
    /** Of anything that clients may take. */
    private static final int LIMIT_MAX = 1_000_000;
    /** Half of what a transaction may take, so that the other half is left for its commit. */
    private static final int COMMIT_INTERVAL_MILLIS_MAX = 5_000;
    /** An application id is part of topic and directory names; Kafka's own bound is 249 for all of a topic's name. */
    private static final String APPLICATION_ID = "[a-zA-Z0-9._-]{1,100}";

    /** Reads the environment. Throws {@link SettingException} for an unknown name or a bad value. */
    public static Settings read(Map<String, String> environment, Scale scale) {
        Environment given = new Environment(environment);
        KnownNames.check(given.variables().keySet());
        return new Settings(
                api(given, scale),
                given.text(Setting.ADVERTISED_URL).map(text -> url(given, Setting.ADVERTISED_URL)),
                given.read(Setting.DATA_DIR, Path.of("data"), Path::of, "a path")
                        .toAbsolutePath()
                        .normalize(),
                kafka(given),
                Jwt.read(given),
                ledger(given, scale));
    }

    /** The same with a secret that was generated. */
    public Settings withSecret(TokenSecret generated) {
        Jwt withSecret = new Jwt(Optional.of(generated), jwt.jwksUrl(), jwt.expected());
        return new Settings(api, advertisedUrl, dataDirectory, kafka, withSecret, ledger);
    }

    /** In {@code dev} every page of this machine may call, unless origins are named. */
    private static ApiSettings api(Environment given, Scale scale) {
        Set<String> origins = origins(given);
        return new ApiSettings(
                given.text(Setting.HTTP_HOST).orElse("127.0.0.1"),
                given.number(Setting.HTTP_PORT, 7070, 0, PORT_MAX),
                origins,
                scale == Scale.EMBEDDED && origins.isEmpty(),
                limits(given),
                given.read(Setting.PRICE_FALLBACK, PriceFallback.DEFAULT, Settings::fallback, "default or refuse"));
    }

    private static HttpLimits limits(Environment given) {
        HttpLimits suiting = HttpLimits.DEFAULT;
        return new HttpLimits(
                given.number(Setting.HTTP_CONNECTIONS_MAX, suiting.connections(), 1, LIMIT_MAX),
                given.number(Setting.HTTP_CONNECTIONS_PER_ADDRESS, suiting.connectionsPerAddress(), 1, LIMIT_MAX),
                given.number(Setting.HTTP_MIN_BYTES_PER_SECOND, suiting.bytesPerSecond(), 1, LIMIT_MAX),
                perSecond(given, Setting.RATE_LIMIT, suiting.userRequestsPerSecond()),
                perSecond(given, Setting.RATE_LIMIT_SERVICE, suiting.serviceRequestsPerSecond()));
    }

    private static OptionalInt perSecond(Environment given, Setting setting, OptionalInt fallback) {
        return given.read(
                setting,
                fallback,
                text -> {
                    if (text.equals("none")) {
                        return OptionalInt.empty();
                    }
                    int number = Integer.parseInt(text);
                    if (number < 1 || number > LIMIT_MAX) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return OptionalInt.of(number);
                },
                "a whole number from 1 to " + LIMIT_MAX + ", or none");
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
                given.flag(Setting.WEBHOOK_PRIVATE_TARGETS, scale == Scale.EMBEDDED));
    }

    private static PriceFallback fallback(String text) {
        return switch (text) {
            case "default" -> PriceFallback.DEFAULT;
            case "refuse" -> PriceFallback.REFUSE;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static Set<String> origins(Environment given) {
        List<String> origins = given.list(Setting.CORS_ORIGINS);
        for (String origin : origins) {
            if (!origin.matches("https?://[^/\\s]+")) {
                throw new SettingException(
                        Setting.CORS_ORIGINS,
                        "must be origins such as https://app.example.com, and \"" + origin + "\" is none");
            }
        }
        return Set.copyOf(origins);
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
            boolean webhookPrivateTargets) {}
}
