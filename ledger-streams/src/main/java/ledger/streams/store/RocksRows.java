package ledger.streams.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The rows of one store on disk, and up to which record of the changelog they are there: both are written in one batch,
 * so that whatever a crash leaves of them belongs together, and the changelog says the rest. RocksDB keeps no log of
 * its own here. Written by one thread at a time, read by all.
 */
final class RocksRows {
    /** Of the mark. No row's key begins so; see {@link StoreKeys}. */
    static final byte[] MARK_KEY = {(byte) 0xff, 'm'};
    /** Of the note that a block could not be read: the rows of this store are not all there are. */
    static final byte[] SPOILED_KEY = StoreKeys.spoiled();

    /** Not above any row's key. */
    static final byte[] BEGIN = {0};
    /** Before all that is no row. */
    static final Bytes END = Bytes.wrap(new byte[] {(byte) 0xff});

    private final String name;
    private final Options options;
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final RocksDB db;
    /** Held shared while the database is used: one that is closed meanwhile takes the process with it. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean isOpen = true;

    private RocksRows(String name, Options options, RocksDB db) {
        this.name = name;
        this.options = options;
        this.db = db;
    }

    /** Opens the rows of a store, or begins with none. Throws {@link ProcessorStateException}. */
    static RocksRows open(String name, Path directory) {
        Options options = BoundedRocksDb.options();
        try {
            Files.createDirectories(directory);
            RocksRows opened = new RocksRows(name, options, RocksDB.open(options, directory.toString()));
            StoreSizes.opened(opened);
            return opened;
        } catch (IOException failed) {
            options.close();
            throw new ProcessorStateException(
                    "cannot make the directory of store " + name, new UncheckedIOException(failed));
        } catch (RocksDBException failed) {
            options.close();
            throw new ProcessorStateException("cannot open store " + name, failed);
        }
    }

    byte @Nullable [] get(byte[] key) {
        Lock shared = shared();
        try {
            // A plain get of what is not there throws, and catches, an exception in RocksDB's own code. The value that
            // keyMayExist can find as well is not to be trusted: it may be empty where not all is in memory yet.
            return db.keyMayExist(key, null) ? db.get(key) : null;
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot read store " + name, failed);
        } finally {
            shared.unlock();
        }
    }

    /**
     * Rows from one key to another, both included. It must be closed by the thread that asked for it, which holds up
     * {@link #close} until then.
     */
    KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean isForward) {
        Lock shared = shared();
        try {
            Bytes last = to == null || to.compareTo(END) > 0 ? END : to;
            return new RocksRange(db.newIterator(), from, last, isForward, shared);
        } catch (RuntimeException failed) {
            shared.unlock();
            throw failed;
        }
    }

    /** Where the next rows go. */
    RowBatch batch() {
        return new RowBatch(name, this::write);
    }

    /** Up to which record of the changelog its rows are here, or null for none. */
    @Nullable
    ChangelogMark mark() {
        byte[] mark = get(MARK_KEY);
        return mark == null ? null : ChangelogMark.read(mark);
    }

    /**
     * Opens the rows of a store that nobody writes, to read them. Throws {@link ProcessorStateException} where they
     * cannot be opened.
     */
    static RocksRows openReadOnly(String name, Path directory) {
        Options options = BoundedRocksDb.options();
        try {
            return new RocksRows(name, options, RocksDB.openReadOnly(options, directory.toString()));
        } catch (RocksDBException failed) {
            options.close();
            throw new ProcessorStateException("cannot open store " + name, failed);
        }
    }

    /** Whether there are no rows. */
    boolean isEmpty() {
        try (KeyValueIterator<Bytes, byte[]> all = range(null, null, true)) {
            return !all.hasNext();
        }
    }

    /**
     * Notes that the changelog has nothing up to an offset, where no record has been noted; without any note Kafka
     * Streams would take the store for one that a crash has spoiled.
     */
    void markEmpty(@Nullable Long offset) {
        if (offset != null && mark() == null) {
            try (RowBatch batch = batch()) {
                batch.mark(ChangelogMark.ofNothing(offset));
                batch.write();
            }
        }
    }

    /** Has the changelog read anew, from its beginning. */
    void forgetMark() {
        try (RowBatch batch = batch()) {
            batch.put(MARK_KEY, null);
            batch.write();
        }
    }

    /** Makes what was written outlive the process. */
    void flush() {
        Lock shared = shared();
        try (FlushOptions waiting = new FlushOptions()) {
            db.flush(waiting);
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot write store " + name, failed);
        } finally {
            shared.unlock();
        }
    }

    String name() {
        return name;
    }

    /** About how many rows there are. */
    long estimate() {
        return Math.max(0, property("rocksdb.estimate-num-keys"));
    }

    /** A number that RocksDB knows of itself. */
    long property(String property) {
        Lock shared = shared();
        try {
            return db.getLongProperty(property);
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot read store " + name, failed);
        } finally {
            shared.unlock();
        }
    }

    /** Waits for those who read. RocksDB flushes what was written; after a kill that is read from the changelog. */
    void close() {
        Lock alone = use.writeLock();
        alone.lock();
        try {
            if (isOpen) {
                isOpen = false;
                StoreSizes.closed(this);
                db.close();
                unlogged.close();
                options.close();
            }
        } finally {
            alone.unlock();
        }
    }

    private Lock shared() {
        Lock shared = use.readLock();
        shared.lock();
        if (!isOpen) {
            shared.unlock();
            throw new InvalidStateStoreException("store " + name + " is closed");
        }
        return shared;
    }

    private void write(WriteBatch rows) {
        Lock shared = shared();
        try {
            db.write(unlogged, rows);
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot write store " + name, failed);
        } finally {
            shared.unlock();
        }
    }
}
