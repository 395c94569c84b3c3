package ledger.streams;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import ledger.decide.Rules;

/** Settings of a node under test, with what a test does not care about filled in. */
public final class TestSettings {
    public static final int PARTITIONS = 4;

    /** All that this build knows. */
    public static final KnownRules RULES = new KnownRules(Rules.newest(), "0.1.0-test");

    private TestSettings() {}

    /** A single node. */
    public static StreamsSettings of(String bootstrapServers, Path stateDirectory) {
        return settings(bootstrapServers, Map.of(), 1, false, stateDirectory);
    }

    /** A node of a cluster with three copies of everything. */
    public static StreamsSettings replicated() {
        return settings("127.0.0.1:9092", Map.of(), 3, false, Path.of("state"));
    }

    /** A single node whose broker syncs the command log. */
    public static StreamsSettings synced(String bootstrapServers, Path stateDirectory) {
        return settings(bootstrapServers, Map.of(), 1, true, stateDirectory);
    }

    /** A node whose operator sets properties of Kafka clients. */
    public static StreamsSettings with(Map<String, String> clientProperties) {
        return settings("127.0.0.1:9092", clientProperties, 1, false, Path.of("state"));
    }

    private static StreamsSettings settings(
            String bootstrapServers,
            Map<String, String> clientProperties,
            int replicationFactor,
            boolean fsync,
            Path stateDirectory) {
        return new StreamsSettings(
                bootstrapServers,
                clientProperties,
                "ledger",
                PARTITIONS,
                replicationFactor,
                0,
                1,
                100,
                fsync,
                stateDirectory,
                URI.create("http://127.0.0.1:7070"),
                true,
                true,
                RULES,
                true);
    }
}
