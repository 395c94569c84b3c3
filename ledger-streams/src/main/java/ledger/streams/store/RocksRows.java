package ledger.streams.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * The rows of one store on disk, and up to which offset of the changelog they are there: both are written in one batch,
 * so that whatever a crash leaves of them belongs together, and the changelog says the rest. RocksDB keeps no log of
 * its own here. Written by one thread at a time, read by all.
 */
final class RocksRows {
    /** Of the offset. No row's key begins so; see {@link StoreKeys}. */
    private static final byte[] OFFSET_KEY = {(byte) 0xff, 'o'};
    /** Before all that is no row. */
    private static final Bytes END = Bytes.wrap(new byte[] {(byte) 0xff});

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
            return new RocksRows(name, options, RocksDB.open(options, directory.toString()));
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
    Batch batch() {
        return new Batch();
    }

    /** Writes what records of the changelog say, one after the other. */
    void restore(Collection<ConsumerRecord<byte[], byte[]>> records) {
        long offset = 0;
        try (Batch batch = batch()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                RowBlock.forEach(record.key(), record.value(), batch::put);
                offset = record.offset();
            }
            batch.offset(offset);
            batch.write();
        }
    }

    /** Up to which offset of the changelog its rows are here, or null for none. */
    @Nullable
    Long offset() {
        byte[] offset = get(OFFSET_KEY);
        return offset == null ? null : ByteBuffer.wrap(offset).getLong();
    }

    /** Notes, so that it outlives the process, how far the changelog is read; null where it is to be read anew. */
    void flush(@Nullable Long offset) {
        Lock shared = shared();
        try (FlushOptions waiting = new FlushOptions()) {
            if (offset == null) {
                db.delete(unlogged, OFFSET_KEY);
            } else {
                db.put(unlogged, OFFSET_KEY, bytes(offset));
            }
            db.flush(waiting);
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot write store " + name, failed);
        } finally {
            shared.unlock();
        }
    }

    /** About how many rows there are. */
    long estimate() {
        Lock shared = shared();
        try {
            return Math.max(0, db.getLongProperty("rocksdb.estimate-num-keys"));
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot read store " + name, failed);
        } finally {
            shared.unlock();
        }
    }

    /** Waits for those who read. What was not flushed is gone, and will be read from the changelog. */
    void close() {
        Lock alone = use.writeLock();
        alone.lock();
        try {
            if (isOpen) {
                isOpen = false;
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

    private static byte[] bytes(long offset) {
        return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
    }

    /** Rows that are written at once, or not at all. */
    final class Batch implements AutoCloseable {
        private final WriteBatch rows = new WriteBatch();

        private Batch() {}

        /** A row, or null to delete it. */
        void put(byte[] key, byte @Nullable [] row) {
            try {
                if (row == null) {
                    rows.delete(key);
                } else {
                    rows.put(key, row);
                }
            } catch (RocksDBException failed) {
                throw new ProcessorStateException("cannot write store " + name, failed);
            }
        }

        /** How far the changelog is read with these rows. */
        void offset(long offset) {
            put(OFFSET_KEY, bytes(offset));
        }

        void write() {
            Lock shared = shared();
            try {
                db.write(unlogged, rows);
            } catch (RocksDBException failed) {
                throw new ProcessorStateException("cannot write store " + name, failed);
            } finally {
                shared.unlock();
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
