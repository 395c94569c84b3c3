package ledger.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import ledger.api.ApiSettings;
import ledger.api.auth.ExpectedClaims;
import ledger.api.http.HttpLimits;
import ledger.pricing.PriceFallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsTest {
    @Test
    void nothing_set_gives_a_ledger_for_this_machine() {
        Settings settings = Settings.read(Map.of("PATH", "/bin", "LEDGER_HTTP_PORT", ""), Scale.EMBEDDED);

        assertThat(settings.api().host()).isEqualTo("127.0.0.1");
        assertThat(settings.api().port()).isEqualTo(7070);
        assertThat(settings.api().limits()).isEqualTo(HttpLimits.DEFAULT);
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.kafka().port()).isEqualTo(9092);
        assertThat(settings.kafka().bootstrapServers()).isEmpty();
        assertThat(settings.ledger().partitions()).isEqualTo(4);
        assertThat(settings.ledger().replicationFactor()).isEqualTo(1);
        assertThat(settings.api().priceFallback()).isEqualTo(PriceFallback.DEFAULT);
        assertThat(settings.api().corsOrigins()).isEmpty();
    }

    @Test
    void a_cluster_starts_with_more_partitions_and_copies() {
        Settings settings = Settings.read(Map.of(), Scale.CLUSTER);

        assertThat(settings.ledger().partitions()).isEqualTo(24);
        assertThat(settings.ledger().replicationFactor()).isEqualTo(3);
    }

    @Test
    void webhooks_may_go_to_this_machine_in_dev_only() {
        assertThat(Settings.read(Map.of(), Scale.EMBEDDED).ledger().webhookPrivateTargets())
                .isTrue();
        assertThat(Settings.read(Map.of(), Scale.CLUSTER).ledger().webhookPrivateTargets())
                .isFalse();
    }

    @Test
    void other_kafka_names_become_client_properties() {
        Settings settings = Settings.read(
                Map.of(
                        "LEDGER_KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092",
                        "LEDGER_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "LEDGER_KAFKA_SASL_JAAS_CONFIG", "a b=\"c\";"),
                Scale.CLUSTER);

        assertThat(settings.kafka().bootstrapServers()).contains("k1:9092,k2:9092");
        assertThat(settings.kafka().clientProperties())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "a b=\"c\";"));
    }

    @Test
    void everything_can_be_set() {
        Settings settings = Settings.read(
                Map.ofEntries(
                        Map.entry("LEDGER_HTTP_HOST", "0.0.0.0"),
                        Map.entry("LEDGER_HTTP_PORT", "0"),
                        Map.entry("LEDGER_HTTP_CONNECTIONS_MAX", "200"),
                        Map.entry("LEDGER_HTTP_CONNECTIONS_PER_ADDRESS", "20"),
                        Map.entry("LEDGER_HTTP_MIN_BYTES_PER_SECOND", "100"),
                        Map.entry("LEDGER_RATE_LIMIT", "none"),
                        Map.entry("LEDGER_RATE_LIMIT_SERVICE", "1000"),
                        Map.entry("LEDGER_DATA_DIR", "/tmp/a b"),
                        Map.entry("LEDGER_KAFKA_PORT", "0"),
                        Map.entry("LEDGER_JWT_SECRET", "0123456789abcdef0123456789abcdef"),
                        Map.entry("LEDGER_JWT_ISSUER", "us"),
                        Map.entry("LEDGER_JWT_AUDIENCE", "credits"),
                        Map.entry("LEDGER_JWT_USER_CLAIM", "ext.id"),
                        Map.entry("LEDGER_JWT_ROLE_CLAIM", "realm_access.roles"),
                        Map.entry("LEDGER_ADVERTISED_URL", "https://ledger.example.com"),
                        Map.entry("LEDGER_APPLICATION_ID", "other"),
                        Map.entry("LEDGER_PARTITIONS", "8"),
                        Map.entry("LEDGER_REPLICATION_FACTOR", "2"),
                        Map.entry("LEDGER_STANDBY_REPLICAS", "1"),
                        Map.entry("LEDGER_STREAM_THREADS", "2"),
                        Map.entry("LEDGER_COMMIT_INTERVAL_MS", "100"),
                        Map.entry("LEDGER_FSYNC", "TRUE"),
                        Map.entry("LEDGER_INITIALIZE_PRICING", "false"),
                        Map.entry("LEDGER_PRICE_FALLBACK", "refuse"),
                        Map.entry("LEDGER_CORS_ORIGINS", "https://a.example, http://b.example:8080")),
                Scale.CLUSTER);

        assertThat(settings.api())
                .isEqualTo(new ApiSettings(
                        "0.0.0.0",
                        0,
                        Set.of("https://a.example", "http://b.example:8080"),
                        false,
                        new HttpLimits(200, 20, 100, OptionalInt.empty(), OptionalInt.of(1_000)),
                        PriceFallback.REFUSE));
        assertThat(settings.advertisedUrl()).contains(URI.create("https://ledger.example.com"));
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("/tmp/a b"));
        assertThat(settings.jwt().expected())
                .isEqualTo(new ExpectedClaims("us", "credits", "ext.id", "realm_access.roles"));
        assertThat(settings.ledger()).isEqualTo(new Settings.Ledger("other", 8, 2, 1, 2, 100, true, false, false));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "LEDGER_HTTP_PORT, 65536, LEDGER_HTTP_PORT: must be a whole number from 0 to 65535",
                "LEDGER_HTTP_PORT, abc, LEDGER_HTTP_PORT: must be a whole number from 0 to 65535",
                "LEDGER_HTTP_CONNECTIONS_MAX, 0, LEDGER_HTTP_CONNECTIONS_MAX: must be a whole number from 1 to 1000000",
                "LEDGER_HTTP_CONNECTIONS_PER_ADDRESS, x, LEDGER_HTTP_CONNECTIONS_PER_ADDRESS: must be a whole number from 1",
                "LEDGER_HTTP_MIN_BYTES_PER_SECOND, 0, LEDGER_HTTP_MIN_BYTES_PER_SECOND: must be a whole number from 1",
                "LEDGER_RATE_LIMIT, 0, `LEDGER_RATE_LIMIT: must be a whole number from 1 to 1000000, or none`",
                "LEDGER_RATE_LIMIT_SERVICE, many, `LEDGER_RATE_LIMIT_SERVICE: must be a whole number from 1 to 1000000, or`",
                "LEDGER_KAFKA_PORT, -1, LEDGER_KAFKA_PORT: must be a whole number from 0 to 65535",
                "LEDGER_PARTITIONS, 0, LEDGER_PARTITIONS: must be a whole number from 1 to 1000",
                "LEDGER_REPLICATION_FACTOR, 16, LEDGER_REPLICATION_FACTOR: must be a whole number from 1 to 15",
                "LEDGER_STANDBY_REPLICAS, 1.5, LEDGER_STANDBY_REPLICAS: must be a whole number from 0 to 10",
                "LEDGER_STREAM_THREADS, 65, LEDGER_STREAM_THREADS: must be a whole number from 1 to 64",
                "LEDGER_COMMIT_INTERVAL_MS, 9, LEDGER_COMMIT_INTERVAL_MS: must be a whole number from 10 to 5000",
                "LEDGER_COMMIT_INTERVAL_MS, 5001, LEDGER_COMMIT_INTERVAL_MS: must be a whole number from 10 to 5000",
                "LEDGER_WEBHOOK_PRIVATE_TARGETS, yes, LEDGER_WEBHOOK_PRIVATE_TARGETS: must be true or false",
                "LEDGER_FSYNC, yes, LEDGER_FSYNC: must be true or false",
                "LEDGER_INITIALIZE_PRICING, 1, LEDGER_INITIALIZE_PRICING: must be true or false",
                "LEDGER_PRICE_FALLBACK, never, LEDGER_PRICE_FALLBACK: must be default or refuse",
                "LEDGER_CORS_ORIGINS, example.com, LEDGER_CORS_ORIGINS: must be origins",
                "LEDGER_CORS_ORIGINS, https://a/b, LEDGER_CORS_ORIGINS: must be origins",
                "LEDGER_ADVERTISED_URL, ftp://a, LEDGER_ADVERTISED_URL: must be a URL",
                "LEDGER_JWT_JWKS_URL, keys.json, LEDGER_JWT_JWKS_URL: must be a URL",
                "LEDGER_JWT_SECRET, short, LEDGER_JWT_SECRET: must have at least 32 bytes",
                "LEDGER_APPLICATION_ID, a/b, LEDGER_APPLICATION_ID: must be 1 to 100 letters",
                "LEDGER_DATA_DIR, `a\0b`, LEDGER_DATA_DIR: must be a path",
                "LEDGER_HTTP_PROT, 1, LEDGER_HTTP_PROT: is not a setting; did you mean LEDGER_HTTP_PORT?",
                "LEDGER_KAFKA_SASL_MECHANISMS, x, LEDGER_KAFKA_SASL_MECHANISMS: no Kafka client has",
                "LEDGER_KAFKA_ACKS, 1, LEDGER_KAFKA_ACKS: cannot be set: the ledger chooses acks itself",
            })
    void a_bad_value_stops_the_start_and_is_named(String name, String value, String complaint) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, value), Scale.EMBEDDED))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(complaint)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "https://keys.example/jwks.json,, credits, LEDGER_JWT_ISSUER: is needed beside LEDGER_JWT_JWKS_URL",
                "https://keys.example/jwks.json, us,, LEDGER_JWT_AUDIENCE: is needed beside LEDGER_JWT_JWKS_URL",
                "http://keys.example/jwks.json, us, credits, LEDGER_JWT_JWKS_URL: must start with https://",
                "http://localhost.evil.example/, us, credits, LEDGER_JWT_JWKS_URL: must start with https://",
                "http://127.0.0.1.evil.example/, us, credits, LEDGER_JWT_JWKS_URL: must start with https://",
                "http://10.0.0.1/jwks.json, us, credits, LEDGER_JWT_JWKS_URL: must start with https://",
            })
    void keys_of_an_issuer_are_believed_only_with_issuer_audience_and_https(
            String keys, @Nullable String issuer, @Nullable String audience, String complaint) {
        assertThatThrownBy(() -> Settings.read(keys(keys, issuer, audience), Scale.CLUSTER))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://keys.example/jwks.json",
                "http://localhost:1/k",
                "http://127.0.0.1:1/k",
                "http://[::1]/k"
            })
    void keys_come_by_https_or_from_this_machine(String keys) {
        Settings settings = Settings.read(keys(keys, "us", "credits"), Scale.CLUSTER);

        assertThat(settings.jwt().jwksUrl()).contains(URI.create(keys));
    }

    private static Map<String, String> keys(String url, @Nullable String issuer, @Nullable String audience) {
        return Map.of(
                "LEDGER_JWT_JWKS_URL", url,
                "LEDGER_JWT_ISSUER", issuer == null ? "" : issuer,
                "LEDGER_JWT_AUDIENCE", audience == null ? "" : audience);
    }

    @Test
    void a_secret_beside_keys_is_refused() {
        Map<String, String> both = Map.of(
                "LEDGER_JWT_SECRET", "0123456789abcdef0123456789abcdef",
                "LEDGER_JWT_JWKS_URL", "https://keys.example/jwks.json");

        assertThatThrownBy(() -> Settings.read(both, Scale.CLUSTER))
                .hasMessage("LEDGER_JWT_JWKS_URL: stands beside LEDGER_JWT_SECRET; set one of the two");
    }

    @Test
    void a_secret_is_not_in_the_text_of_the_settings_nor_of_a_complaint() {
        String secret = "0123456789abcdef0123456789abcdef";

        Settings settings = Settings.read(Map.of("LEDGER_JWT_SECRET", secret), Scale.EMBEDDED);

        assertThat(settings.toString()).doesNotContain(secret);
        assertThatThrownBy(() -> Settings.read(Map.of("LEDGER_JWT_SECRET", "tooShortToBeGood"), Scale.EMBEDDED))
                .message()
                .doesNotContain("tooShortToBeGood");
    }
}
