package ledger.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data directory for one broker.
 *
 * <p>Kafka locks its directories too, but only after it has opened ports, and its message names neither the setting nor
 * what to do. The operating system releases this lock when the process dies, however it dies.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new BrokerStartException(
                        "LEDGER_DATA_DIR: %s is in use by another ledger; stop it or choose another directory"
                                .formatted(directory));
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new BrokerStartException("LEDGER_DATA_DIR: %s cannot be written: %s".formatted(directory, e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Another broker of this very JVM holds it.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("broker.lock could not be released", e);
        }
    }
}
