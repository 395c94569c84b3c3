package ledger.cli.settings;

/** Every setting there is, in the order of the reference. */
public enum Setting {
    HTTP_HOST("`127.0.0.1`", "where HTTP listens; `0.0.0.0` is every address of the machine"),
    HTTP_PORT("`7070`", "the port of HTTP, 0 to 65535; 0 picks a free one and prints it"),
    HTTP_CONNECTIONS_MAX(
            "`10000`",
            "how many connections may be open, 1 to 1000000; one more, and the slowest is closed, never the newest."
                    + " At most half of the files that the process may open"),
    HTTP_CONNECTIONS_PER_ADDRESS(
            "`5000`",
            "how many of them from one address (a network of 64 bits where it is IPv6); behind a proxy, as many as it opens"),
    HTTP_MIN_BYTES_PER_SECOND(
            "`500`",
            "a client that sends a request, or takes an answer, more slowly than that for over ten seconds is cut off;"
                    + " idle connections and streams are not, 1 to 1000000"),
    RATE_LIMIT(
            "`50`",
            "requests a second of one subject (`sub`) in role user, 1 to 1000000, and ten seconds' worth at once; beyond,"
                    + " 429. `none`: any number. Each instance counts for itself"),
    RATE_LIMIT_SERVICE("`none`", "the same for roles service and admin"),
    DATA_DIR(
            "`./data`",
            "the embedded broker's log, the state stores, the generated secret and the logs; relative to where"
                    + " the command is run"),
    KAFKA_BOOTSTRAP_SERVERS("none", "`host:port,…` of an existing Kafka; `serve` needs it"),
    KAFKA_PORT("`9092`", "where the embedded broker of `dev` listens, on 127.0.0.1; 0 picks a free one"),
    JWT_SECRET("`dev` generates one", "tokens are checked by HS256 with this secret, at least 32 bytes"),
    JWT_JWKS_URL(
            "none",
            "tokens are checked by RS256 or ES256 with the keys found there; not beside a secret. `https://`, or `http://`"
                    + " on this machine, as tests and sidecars have it"),
    JWT_ISSUER("any", "only tokens of this issuer (`iss`) are good; needed beside `LEDGER_JWT_JWKS_URL`"),
    JWT_AUDIENCE("any", "only tokens for this audience (`aud`) are good; needed beside `LEDGER_JWT_JWKS_URL`"),
    JWT_USER_CLAIM(
            "`userId`, or else `sub`", "the claim with the user's id; dots lead into objects, as in `ext.customer.id`"),
    JWT_ROLE_CLAIM("`role`, or else `roles`", "the claim with the role or a list of roles, as in `realm_access.roles`"),
    ADVERTISED_URL("from host and port", "the URL by which this instance is reached"),
    APPLICATION_ID("`credit-ledger`", "names the consumer groups and the stores of this ledger; never change it"),
    PARTITIONS("`dev` 4, `serve` 24", "of the command log, 1 to 1000; counts only when the topics are created"),
    REPLICATION_FACTOR("`dev` 1, `serve` 3", "of every topic that is created, 1 to 15"),
    STANDBY_REPLICAS("`0`", "copies of each store that other instances keep warm, 0 to 10"),
    STREAM_THREADS("`1`", "threads that decide, 1 to 64"),
    COMMIT_INTERVAL_MS("`250`", "how often the fold is committed, 10 to 5000; answers do not wait for it"),
    FSYNC("`false`", "`true`: the broker syncs commands, prices and webhooks to disk before it acknowledges them"),
    INITIALIZE_PRICING("`true`", "default prices on first start, where the price log is empty; never over an edit"),
    PRICE_FALLBACK("`default`", "an unknown model costs what its provider's default does; `refuse`: 404"),
    WEBHOOK_PRIVATE_TARGETS(
            "`false`; in `dev` `true`",
            "`true`: webhooks may go to private and link-local addresses, this machine's among them"),
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
