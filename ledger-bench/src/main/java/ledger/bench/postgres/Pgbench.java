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
    /** It counts as time, but not in the rate. */
    private static final Pattern CONNECTING_MILLIS = Pattern.compile("initial connection time = ([0-9.]+) ms");

    private static final double MILLIS_PER_SECOND = 1_000;
    /** 100 bytes of metadata and a key of 36, as everywhere. */
    private static final String SCRIPT = """
            \\set user random(0, %d)
            \\set refused random(1, 100)
            SELECT * FROM spend('user-' || lpad((:user)::text, 7, '0'), gen_random_uuid()::text,
              CASE WHEN :refused = 1 THEN 900000000000000 ELSE 1000000 END, 'AI_CHAT',
              '{"conversation":"%s"}');
            """;

    private static final long SECONDS_MIN = 2;
    /** Each attempt allows more than twice the time that connecting took in the attempt before. */
    private static final int TRIES_MAX = 5;

    private Pgbench() {}

    /** Spends per second of so many connections, once all are made. */
    public static double perSecond(Postgres postgres, Path directory, int users, int connections, double seconds)
            throws IOException, InterruptedException {
        Path script = directory.resolve("spend.pgbench");
        Files.writeString(script, SCRIPT.formatted(users - 1, "f".repeat(81)).replace("\n  ", " "));
        long wanted = Math.max(SECONDS_MIN, Math.round(seconds));
        long given = wanted;
        for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
            String output = run(directory, command(postgres, script, connections, given));
            double connecting = connectingSeconds(output, given);
            if (given - connecting >= wanted / 2.0) {
                return rate(output);
            }
            given = (long) Math.ceil(2 * connecting) + wanted;
        }
        throw new IOException("pgbench did not make " + connections + " connections in time");
    }

    private static List<String> command(Postgres postgres, Path script, int connections, long seconds) {
        return List.of(
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
                Long.toString(seconds),
                "-f",
                script.toString(),
                "postgres");
    }

    private static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        try (Program pgbench =
                Program.start("pgbench", directory.resolve("pgbench.log"), directory, Map.of(), command)) {
            return pgbench.output();
        }
    }

    /** All of the time that was given where nothing was spent in it; nothing for a pgbench too old to say. */
    static double connectingSeconds(String output, long givenSeconds) {
        if (!RATE.matcher(output).find()) {
            return givenSeconds;
        }
        Matcher millis = CONNECTING_MILLIS.matcher(output);
        return millis.find() ? Double.parseDouble(millis.group(1)) / MILLIS_PER_SECOND : 0;
    }

    static double rate(String output) throws IOException {
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("pgbench printed no rate: " + output.strip());
        }
        return Double.parseDouble(rate.group(1));
    }
}
