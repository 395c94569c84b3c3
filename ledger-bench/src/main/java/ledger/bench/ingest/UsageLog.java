package ledger.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import ledger.bench.fold.LogWriter;
import ledger.bench.fold.Prefilled;
import ledger.bench.fold.Workload;
import ledger.streams.topic.Topics;

/** Usage events in {@code ledger.usage}, as chat services publish them. */
final class UsageLog {
    private static final int REFUSED_ONE_IN = 100;
    private static final long SEED = 7;

    private UsageLog() {}

    /**
     * Funds the users by commands, and publishes usage. Returns what the command log holds once all of it is taken: the
     * warm-up are the commands that fund and a share of the usage.
     */
    static Prefilled fill(String bootstrapServers, int users, int warmUp, int events) throws IOException {
        Prefilled funded = Prefilled.fill(bootstrapServers, users, 0, 0);
        Workload texts = new Workload(users, SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        long bytes = 0;
        try (LogWriter usage = new LogWriter(bootstrapServers, Topics.USAGE)) {
            for (int event = 0; event < warmUp + events; event++) {
                byte[] value = event(texts, Workload.user(random.nextInt(users)), random.nextInt(REFUSED_ONE_IN) == 0);
                bytes += value.length;
                usage.append(texts.key().getBytes(StandardCharsets.UTF_8), value);
            }
        }
        long warm = funded.total() + warmUp;
        return new Prefilled(warm, warm + events, (int) (bytes / ((long) warmUp + events)));
    }

    /** A message by price, or more tokens than anybody can pay and no debt allowed. */
    private static byte[] event(Workload texts, String user, boolean isRefused) {
        String used = isRefused ? "\"tokenCount\":900000000,\"allowDebt\":false" : "\"messageCount\":1";
        return ("{\"specversion\":\"1.0\",\"type\":\"credits.usage\",\"source\":\"/bench\",\"id\":\"" + texts.key()
                        + "\",\"subject\":\"" + user
                        + "\",\"data\":{\"provider\":\"openai\",\"modelName\":\"gpt-4-turbo\"," + used
                        + ",\"reason\":\"AI_CHAT\",\"metadata\":" + texts.metadata() + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
