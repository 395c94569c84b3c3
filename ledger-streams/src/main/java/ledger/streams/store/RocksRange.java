package ledger.streams.store;

import java.util.NoSuchElementException;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Rows on disk from one key to another, both included. Used by one thread. */
final class RocksRange implements KeyValueIterator<Bytes, byte[]> {
    private final RocksIterator rows;
    private final @Nullable Bytes from;
    private final Bytes to;
    private final boolean isForward;
    private final Lock use;
    private @Nullable Bytes next;
    private boolean isClosed;

    /**
     * Begins with the first row.
     *
     * @param use held already, and given back when this is closed
     */
    RocksRange(RocksIterator rows, @Nullable Bytes from, Bytes to, boolean isForward, Lock use) {
        this.rows = rows;
        this.from = from;
        this.to = to;
        this.isForward = isForward;
        this.use = use;
        if (!isForward) {
            rows.seekForPrev(to.get());
        } else if (from == null) {
            rows.seekToFirst();
        } else {
            rows.seek(from.get());
        }
        try {
            next = here();
        } catch (ProcessorStateException failed) {
            rows.close();
            throw failed;
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Bytes peekNextKey() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> row = KeyValue.pair(peekNextKey(), rows.value());
        if (isForward) {
            rows.next();
        } else {
            rows.prev();
        }
        next = here();
        return row;
    }

    private @Nullable Bytes here() {
        if (!rows.isValid()) {
            requireRead();
            return null;
        }
        Bytes key = Bytes.wrap(rows.key());
        boolean isWithin = isForward ? key.compareTo(to) <= 0 : from == null || key.compareTo(from) >= 0;
        return isWithin ? key : null;
    }

    /** A range that cannot be read further ends as well, and must not pass for a short one. */
    private void requireRead() {
        try {
            rows.status();
        } catch (RocksDBException failed) {
            throw new ProcessorStateException("cannot read a range of a store", failed);
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            next = null;
            rows.close();
            use.unlock();
        }
    }
}
