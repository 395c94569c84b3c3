package ledger.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Names this node for as long as its state directory exists. Consumer groups know it as a static member. So a node that
 * was killed gets its own place back at once, and need not wait until it is declared dead.
 */
final class InstanceId {
    private static final String FILE = "instance-id";

    private InstanceId() {}

    static String of(Path stateDirectory) {
        Path file = stateDirectory.resolve(FILE);
        try {
            Files.createDirectories(stateDirectory);
            if (!Files.exists(file)) {
                Path written = Files.writeString(
                        stateDirectory.resolve(FILE + ".new"), UUID.randomUUID().toString());
                Files.move(written, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + stateDirectory + " for state: " + e.getMessage(), e);
        }
    }
}
