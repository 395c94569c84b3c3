package ledger.streams.store;

import java.util.function.Consumer;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Rows of a store that are written at once, or not at all. Used by one thread. */
final class RowBatch implements AutoCloseable {
    private final String store;
    private final Consumer<WriteBatch> writing;
    private final WriteBatch rows = new WriteBatch();

    /** None yet, for a store of that name. */
    RowBatch(String store, Consumer<WriteBatch> writing) {
        this.store = store;
        this.writing = writing;
    }

    /** A row, or null to delete it. */
    void put(byte[] key, byte @Nullable [] row) {
        try {
            if (row == null) {
                rows.delete(key);
            } else {
                rows.put(key, row);
            }
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot write store " + store, failed);
        }
    }

    /** How far the changelog is read with these rows. */
    void mark(ChangelogMark mark) {
        put(RocksRows.MARK_KEY, mark.write());
    }

    /** Deletes every row, those of this batch so far included. */
    void clear() {
        try {
            rows.deleteRange(RocksRows.BEGIN, RocksRows.END.get());
            rows.delete(RocksRows.SPOILED_KEY);
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot clear store " + store, failed);
        }
    }

    /** Writes them. Throws {@link ProcessorStateException}. */
    void write() {
        writing.accept(rows);
    }

    @Override
    public void close() {
        rows.close();
    }
}
