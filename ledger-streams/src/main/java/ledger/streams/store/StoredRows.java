package ledger.streams.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one store of a task on disk, while nobody has them open.
 *
 * @param name of the store
 * @param directory where they are
 */
public record StoredRows(String name, Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRows.class);
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

    /**
     * Whether they go on from a changelog: both are empty, or the record that they were written with stands where it
     * stood. Rows that cannot be opened go on from nothing.
     *
     * @param recordAt finds the record at an offset of the changelog
     * @param isEmpty whether the changelog has no record
     */
    public boolean goOn(LongFunction<Optional<ChangelogMark>> recordAt, BooleanSupplier isEmpty) {
        try {
            RocksRows rows = RocksRows.openReadOnly(name, directory);
            try {
                return goOn(rows, recordAt, isEmpty);
            } finally {
                rows.close();
            }
        } catch (ProcessorStateException unreadable) {
            LOG.warn("rows cannot be read store={}", name, unreadable);
            return false;
        }
    }

    private static boolean goOn(
            RocksRows rows, LongFunction<Optional<ChangelogMark>> recordAt, BooleanSupplier isEmpty) {
        ChangelogMark mark = rows.mark();
        if (mark != null && mark.isOfRecord()) {
            return recordAt.apply(mark.offset()).equals(Optional.of(mark));
        }
        return rows.isEmpty() && isEmpty.getAsBoolean();
    }
}
