package ledger.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates files and directories that only their owner may read. The broker's log has every balance, and the secrets of
 * webhooks.
 */
final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final String DIRECTORY = "rwx------";
    private static final String FILE = "rw-------";

    private OwnerOnly() {}

    /** Creates a directory if there is none. An existing one is somebody's choice, and stays as it is. */
    static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attribute(DIRECTORY));
        }
    }

    /** Creates a directory. If it exists, as an earlier build left it, the rights of others are taken away. */
    static void createOrRepair(Path directory) throws IOException {
        create(directory);
        Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(DIRECTORY);
        try {
            if (!Files.getPosixFilePermissions(directory).equals(wanted)) {
                Files.setPosixFilePermissions(directory, wanted);
            }
        } catch (IOException notOurs) {
            LOG.warn("others may read it directory={} reason={}", directory, notOurs.toString());
        }
    }

    /** Writes a file that must not be there yet. */
    static void write(Path file, String text) throws IOException {
        try {
            Files.createFile(file, attribute(FILE));
        } catch (FileAlreadyExistsException somebodyElse) {
            throw new IOException(file + " is being written by another process", somebodyElse);
        }
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
