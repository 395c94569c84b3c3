package ledger.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ledger as {@code ./ledger serve} or {@code ./ledger dev} runs it: from its own jar, with the same flags. */
public final class Ledger implements AutoCloseable {
    /** The consumer group that decides. */
    public static final String GROUP = "credit-ledger";

    /** Shared with the neighbours that a bench starts and the requests that it sends; it guards nothing. */
    public static final String SECRET = "the secret of a bench, which guards nothing";

    /** 4 partitions on one broker, as embedded. */
    private static final Map<String, String> SERVE = Map.of(
            "LEDGER_PARTITIONS", "4",
            "LEDGER_REPLICATION_FACTOR", "1",
            "LEDGER_HTTP_PORT", "0");

    private static final Pattern URL = Pattern.compile("http://[\\w.]+:\\d+");
    private static final long READY_POLL_MILLIS = 10;
    /** A log of a million commands may have to be folded first, on a slow day. */
    private static final long READY_NANOS_MAX = 1_200_000_000_000L;

    private final Program program;
    private final Path data;

    private Ledger(Program program, Path data) {
        this.program = program;
        this.data = data;
    }

    /**
     * Starts one on a Kafka.
     *
     * @param data where it keeps its stores
     * @param settings beside those that every bench needs
     * @param recording where to record with Java Flight Recorder, or null
     */
    public static Ledger serve(
            Build build, String bootstrapServers, Path data, Map<String, String> settings, @Nullable Path recording)
            throws IOException {
        Map<String, String> all = new HashMap<>(SERVE);
        all.put("LEDGER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        all.putAll(settings);
        List<String> flags = new ArrayList<>(Launcher.priorityFlags());
        flags.addAll(Launcher.SERVE_FLAGS);
        if (recording != null) {
            flags.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
        }
        return new Ledger(program("ledger", build, data, all, flags, "serve"), data);
    }

    /** Starts one with a broker of its own. */
    public static Ledger dev(Build build, Path data) throws IOException {
        Map<String, String> settings = Map.of("LEDGER_HTTP_PORT", "0", "LEDGER_KAFKA_PORT", "0");
        List<String> flags = new ArrayList<>(Launcher.priorityFlags());
        flags.addAll(Launcher.DEV_FLAGS);
        return new Ledger(program("ledger", build, data, settings, flags, "dev"), data);
    }

    /** Replays its events to a good end, and returns what that printed. */
    public static String replay(Build build, Path data, String bootstrapServers)
            throws IOException, InterruptedException {
        Map<String, String> settings = Map.of("LEDGER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        try (Program program = program("replay", build, data, settings, Launcher.REPLAY_FLAGS, "replay", "--json")) {
            return program.output();
        }
    }

    private static Program program(
            String name, Build build, Path data, Map<String, String> settings, List<String> flags, String... command)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Launcher.ENVIRONMENT);
        environment.put("LEDGER_DATA_DIR", data.toString());
        environment.put("LEDGER_JWT_SECRET", SECRET);
        environment.putAll(settings);
        List<String> line = new ArrayList<>();
        line.add(Program.javaBinary());
        line.addAll(flags);
        line.addAll(Launcher.quietFlags());
        line.addAll(List.of("-Dledger.terminal=false", "-jar", build.jar().toString()));
        line.addAll(List.of(command));
        return Program.start("the " + name, data.resolveSibling(name + ".log"), data, environment, line);
    }

    /** The process. */
    public Program program() {
        return program;
    }

    /** Waits until it serves every account, and returns where. */
    public URI awaitReady() throws IOException, InterruptedException {
        Path running = data.resolve("running.json");
        long until = System.nanoTime() + READY_NANOS_MAX;
        while (System.nanoTime() < until) {
            program.requireAlive();
            if (Files.exists(running)) {
                Matcher url = URL.matcher(Files.readString(running));
                if (url.find()) {
                    return URI.create(url.group());
                }
            }
            TimeUnit.MILLISECONDS.sleep(READY_POLL_MILLIS);
        }
        throw new IOException("the ledger was not ready in time; see " + data);
    }

    /** Where it keeps its data. */
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        program.close();
    }
}
