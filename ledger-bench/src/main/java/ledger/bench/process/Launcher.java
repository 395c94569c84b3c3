package ledger.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The JVM options of {@code ./ledger}. A test compares both. */
public final class Launcher {
    /** Of what it sets for every command. */
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    /** As it chooses them for a server. */
    static final List<String> SERVE_FLAGS = List.of("-XX:+UseG1GC");

    /** As it chooses them for one person's ledger. */
    static final List<String> DEV_FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1");

    /** As it chooses them for {@code replay}. */
    public static final List<String> REPLAY_FLAGS = List.of(
            "-XX:+UseSerialGC", "-XX:InitialRAMPercentage=5", "-XX:MaxInlineLevel=5", "-XX:InlineSmallCode=1000");

    /** For a JVM that would warn about Kafka and RocksDB. */
    static final List<String> QUIET_FLAGS =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    /** The first version that warns, and that knows the flags against it. */
    static final int QUIET_FROM = 24;

    /** For a JVM whose threads may be put first. */
    static final List<String> PRIORITY_FLAGS = List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=0");

    /** The niceness of a process as it is, and of one that asked to be put first. */
    static final String PRIORITY_CHECK = "$(nice 2>/dev/null) $(nice -n -5 nice 2>/dev/null)";

    /** The output if threads may be put first. */
    static final String PRIORITY_GRANTED = "0 -5";

    private Launcher() {}

    /** What it adds for {@code serve} and {@code dev} where this user's threads may be put first. */
    static List<String> priorityFlags() throws IOException {
        Process check = new ProcessBuilder("sh", "-c", "echo \"" + PRIORITY_CHECK + "\"").start();
        try (InputStream printed = check.getInputStream()) {
            String niceness = new String(printed.readAllBytes(), StandardCharsets.US_ASCII).strip();
            return niceness.equals(PRIORITY_GRANTED) ? PRIORITY_FLAGS : List.of();
        }
    }

    /** What it adds for the Java that runs the bench, which its processes run on as well. */
    public static List<String> quietFlags() {
        return Runtime.version().feature() >= QUIET_FROM ? QUIET_FLAGS : List.of();
    }
}
