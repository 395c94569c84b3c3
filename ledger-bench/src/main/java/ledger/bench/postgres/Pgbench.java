package ledger.bench.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.bench.process.Program;

/** Postgres' own load client, calling the procedure with nothing between. */
public final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    /** 100 bytes of metadata and a key of 36, as everywhere. */
    private static final String SCRIPT = """
            \\set user random(0, %d)
            \\set refused random(1, 100)
            SELECT * FROM spend('user-' || lpad((:user)::text, 7, '0'), gen_random_uuid()::text,
              CASE WHEN :refused = 1 THEN 900000000000000 ELSE 1000000 END, 'AI_CHAT',
              '{"conversation":"%s"}');
            """;

    /** Hundreds of connections take seconds to be made, and count as time. */
    private static final long SECONDS_MIN = 5;

    private Pgbench() {}

    /** Spends per second of so many connections. */
    public static double perSecond(Postgres postgres, Path directory, int users, int connections, double seconds)
            throws IOException, InterruptedException {
        Path script = directory.resolve("spend.pgbench");
        Files.writeString(script, SCRIPT.formatted(users - 1, "f".repeat(81)).replace("\n  ", " "));
        List<String> command = List.of(
                postgres.binaries().resolve("pgbench").toString(),
                "-n",
                "-M",
                "prepared",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(postgres.port()),
                "-U",
                "bench",
                "-c",
                Integer.toString(connections),
                "-j",
                "1",
                "-T",
                Long.toString(Math.max(SECONDS_MIN, Math.round(seconds))),
                "-f",
                script.toString(),
                "postgres");
        try (Program pgbench =
                Program.start("pgbench", directory.resolve("pgbench.log"), directory, Map.of(), command)) {
            return rate(pgbench.output());
        }
    }

    static double rate(String output) throws IOException {
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("pgbench printed no rate: " + output.strip());
        }
        return Double.parseDouble(rate.group(1));
    }
}
