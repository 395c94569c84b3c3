package ledger.cli.settings;

/** Every setting there is, in the order of the reference. */
public enum Setting {
    HTTP_HOST("`127.0.0.1`", "where HTTP listens; `0.0.0.0` is every address of the machine"),
    HTTP_PORT("`7070`", "the port of HTTP, 0 to 65535; 0 picks a free one and prints it"),
    HTTP_CONNECTIONS_MAX(
            "`10000`",
            "how many connections may be open, 1 to 1000000. When there is one more, the slowest is closed, never the newest."
                    + " It is at most half of the files that the process may open"),
    HTTP_CONNECTIONS_PER_ADDRESS(
            "`5000`",
            "how many of them may come from one address (or one /64 network of IPv6). Behind a proxy, set it to the number"
                    + " of connections that the proxy opens"),
    HTTP_MIN_BYTES_PER_SECOND(
            "`500`",
            "a client that sends a request, or takes an answer, more slowly than this for over ten seconds is cut off,"
                    + " 1 to 1000000. Idle connections and streams are not cut off"),
    RATE_LIMIT(
            "`50`",
            "requests a second of one subject (`sub`) in role user, 1 to 1000000. Ten seconds' worth may come at once."
                    + " Beyond that, the answer is 429. `none`: no limit. Each instance counts for itself"),
    RATE_LIMIT_SERVICE("`none`", "the same for roles service and admin"),
    DATA_DIR(
            "`./data`",
            "the directory of the embedded broker's log, the state stores, the generated secret and the logs; relative to"
                    + " where the command is run"),
    KAFKA_BOOTSTRAP_SERVERS("none", "`host:port,…` of an existing Kafka; required for `serve`"),
    KAFKA_PORT("`9092`", "where the embedded broker of `dev` listens, on 127.0.0.1; 0 picks a free one"),
    JWT_SECRET("`dev` generates one", "tokens are checked by HS256 with this secret, at least 32 bytes"),
    JWT_JWKS_URL(
            "none",
            "tokens are checked by RS256 or ES256 with the keys at this URL; not together with a secret. It is `https://`,"
                    + " or `http://` on this machine, for tests and sidecars"),
    JWT_ISSUER("any", "only tokens of this issuer (`iss`) are accepted; required with `LEDGER_JWT_JWKS_URL`"),
    JWT_AUDIENCE("any", "only tokens for this audience (`aud`) are accepted; required with `LEDGER_JWT_JWKS_URL`"),
    JWT_USER_CLAIM(
            "`userId`, or else `sub`", "the claim with the user's id; dots lead into objects, as in `ext.customer.id`"),
    JWT_ROLE_CLAIM("`role`, or else `roles`", "the claim with the role or a list of roles, as in `realm_access.roles`"),
    ADVERTISED_URL("from host and port", "the URL at which this instance is reached"),
    APPLICATION_ID("`credit-ledger`", "names the consumer groups and the stores of this ledger; never change it"),
    PARTITIONS(
            "`dev` 4, `serve` 24", "partitions of the command log, 1 to 1000; used only when the topics are created"),
    REPLICATION_FACTOR("`dev` 1, `serve` 3", "replicas of every topic that is created, 1 to 15"),
    STANDBY_REPLICAS("`0`", "copies of each store that other instances keep warm, 0 to 10"),
    STREAM_THREADS("`1`", "threads that decide, 1 to 64"),
    COMMIT_INTERVAL_MS("`250`", "how often the fold is committed, 10 to 5000; answers do not wait for it"),
    FSYNC("`false`", "`true`: the broker syncs commands, prices and webhooks to disk before it acknowledges them"),
    INITIALIZE_PRICING(
            "`true`",
            "sets the default prices at the first start, when the price log is empty; never overwrites a price"),
    PRICE_FALLBACK("`default`", "an unknown model costs the same as its provider's default model; `refuse`: 404"),
    WEBHOOK_PRIVATE_TARGETS(
            "`false`; in `dev` `true`",
            "`true`: webhooks may go to private and link-local addresses, and to this machine"),
    CORS_ORIGINS(
            "none; in `dev` any `http://localhost:*`",
            "origins of pages that may call from a browser, separated by commas");

    /** What every name starts with. */
    public static final String PREFIX = "LEDGER_";

    private final String fallback;
    private final String meaning;

    Setting(String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** The environment variable that sets it. */
    public String variable() {
        return PREFIX + name();
    }

    /** What holds where it is not set, for the reference. */
    String fallback() {
        return fallback;
    }

    /** What it does, for the reference. */
    String meaning() {
        return meaning;
    }
}
