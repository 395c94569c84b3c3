package ledger.bench.fold;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import ledger.command.LedgerCommand;
import ledger.decide.Rules;
import ledger.streams.KnownRules;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A command log that was filled before the ledger starts.
 *
 * @param warmUp how many commands are folded before the clock starts: those that fund, and some spends
 * @param total how many commands there are
 * @param recordBytes of key and value of a spend, on average
 */
public record Prefilled(long warmUp, long total, int recordBytes) {
    /** As the ground rules say. */
    public static final int PARTITIONS = 4;

    private static final long SEED = 2026;

    /** Makes the ledger's topics as the ledger does, funds every user, and appends spends. */
    public static Prefilled fill(String bootstrapServers, int users, int warmUpSpends, int spends) throws IOException {
        makeTopics(bootstrapServers);
        Workload workload = new Workload(users, SEED);
        long bytes = 0;
        try (LogWriter log = new LogWriter(bootstrapServers, Topics.COMMANDS)) {
            for (int user = 0; user < users; user++) {
                append(log, workload.fund(Workload.user(user)));
            }
            for (int spend = 0; spend < warmUpSpends + spends; spend++) {
                bytes += append(log, workload.spend());
            }
        }
        long warmUp = (long) users + warmUpSpends;
        return new Prefilled(warmUp, warmUp + spends, (int) (bytes / Math.max(1, (long) warmUpSpends + spends)));
    }

    /** Appends a user with so many entries: one that funds, and spends. */
    public static void fillOne(String bootstrapServers, String user, int entries) throws IOException {
        Workload workload = new Workload(1, SEED + 1);
        try (LogWriter log = new LogWriter(bootstrapServers, Topics.COMMANDS)) {
            append(log, workload.fund(user));
            for (int entry = 1; entry < entries; entry++) {
                append(log, workload.spend(user));
            }
        }
    }

    private static int append(LogWriter log, LedgerCommand command) {
        byte[] key = KeyPartition.key(command.account());
        byte[] value = CommandCodec.write(command);
        log.append(key, value);
        return key.length + value.length;
    }

    private static void makeTopics(String bootstrapServers) {
        StreamsSettings settings = new StreamsSettings(
                bootstrapServers,
                Map.of(),
                "credit-ledger",
                PARTITIONS,
                1,
                0,
                1,
                250,
                false,
                Path.of("unused"),
                URI.create("http://127.0.0.1:0"),
                true,
                true,
                new KnownRules(Rules.newest(), "bench"),
                true);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            new TopicSetup(admin, settings).prepare();
        }
    }
}
