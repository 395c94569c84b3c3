package ledger.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import ledger.cli.settings.Setting;
import ledger.cli.settings.SettingException;

/** Everything that a ledger on this machine keeps, and where. */
final class DataDirectory {
    private static final int SECRET_BYTES = 32;

    private final Path root;

    DataDirectory(Path root) {
        this.root = root;
    }

    Path broker() {
        return root.resolve("broker");
    }

    Path stores() {
        return root.resolve("streams");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Where a running ledger says how it is reached. */
    Path running() {
        return root.resolve("running.json");
    }

    /**
     * Takes the directory for this process. It creates the directory and these parts, if needed, for their owner only.
     * The operating system releases it when the process dies, however it dies. Throws {@link SettingException} where
     * another ledger has it.
     */
    Closeable take(Path... parts) {
        try {
            OwnerOnly.create(root);
            for (Path part : parts) {
                OwnerOnly.createOrRepair(part);
            }
            FileChannel channel =
                    FileChannel.open(root.resolve("ledger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new SettingException(
                        Setting.DATA_DIR, root + " is in use by another ledger; stop it or choose another directory");
            }
            return channel;
        } catch (IOException unwritable) {
            throw new SettingException(
                    Setting.DATA_DIR, root + " cannot be written; choose a directory you can write to");
        }
    }

    /** The secret that was generated here, if one was. */
    Optional<String> secret() throws IOException {
        Path file = root.resolve("jwt-secret");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** The secret of this directory, made on first use and readable by its owner only. */
    String secretOrNew() throws IOException {
        Optional<String> existing = secret();
        if (existing.isPresent()) {
            return existing.get();
        }
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        // It is written to another file and then moved, because a crash must not leave half a secret.
        Path unfinished = root.resolve("jwt-secret.unfinished");
        Files.deleteIfExists(unfinished);
        OwnerOnly.write(unfinished, secret + "\n");
        Files.move(unfinished, root.resolve("jwt-secret"), StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }
}
