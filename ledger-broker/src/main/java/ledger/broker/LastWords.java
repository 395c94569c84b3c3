package ledger.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.internals.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line on standard error when Kafka ends the process by itself, for example because it cannot write its log.
 * Kafka itself prints nothing.
 */
final class LastWords {
    /** So that a supervisor starts it again. */
    private static final int FAILED = 1;

    private static final int BYTES_PER_MIB = 1 << 20;

    private LastWords() {}

    /** From here on, for all brokers of this process. */
    static void before(List<Path> logDirectories) {
        Exit.Procedure ending = (status, message) -> {
            say(logDirectories, message);
            // Halts at once, even when Kafka would exit. An orderly stop would wait for a broker that is gone.
            Runtime.getRuntime().halt(FAILED);
        };
        Exit.setHaltProcedure(ending);
        Exit.setExitProcedure(ending);
    }

    private static void say(List<Path> logDirectories, @Nullable String message) {
        String room = logDirectories.isEmpty() ? "" : room(logDirectories.get(0));
        System.err.println("ledger: the broker has ended the process, most likely as it cannot write its log" + room
                + (message == null ? "" : ": " + message)
                + "; make room, or give it back its directory, and start again: what was acknowledged is kept");
        System.err.flush();
    }

    private static String room(Path directory) {
        try {
            long free = Files.getFileStore(directory).getUsableSpace() / BYTES_PER_MIB;
            return " in " + directory + ", where " + free + " MiB are free";
        } catch (IOException gone) {
            return " in " + directory + ", which is not there any more";
        }
    }
}
