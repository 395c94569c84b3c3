package ledger.streams.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one store of a task on disk, while nobody has them open.
 *
 * @param name of the store
 * @param directory where they are
 */
public record StoredRows(String name, Path directory) {
    private static final String FOLDER = "rows";

    /** Those of every store in a task's directory. */
    public static List<StoredRows> in(Path task) {
        Path folder = task.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> stores = Files.list(folder)) {
            return stores.map(store -> new StoredRows(store.getFileName().toString(), store))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder, unreadable);
        }
    }

    static StoredRows of(StateStoreContext task, String name) {
        return new StoredRows(name, Path.of(task.stateDir().getPath(), FOLDER, name));
    }

    /** Up to which record of the changelog they are; null where they do not say, or cannot be read. */
    public @Nullable ChangelogMark mark() {
        return RocksRows.markIn(directory);
    }
}
