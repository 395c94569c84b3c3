package ledger.streams.store;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a store that are not on disk yet: those of the commit that is to come, and those of the last one, which are
 * saved a few at a time once it is known to have succeeded. Written by the stream thread, read by all.
 *
 * <p>They are found by their key, which is what deciding does. A range looks at all of those that are still to be
 * committed, which are those of a quarter of a second: keeping them in order would cost more than a fold has for a row.
 */
final class UnsavedRows {
    /** In place of a row that was deleted. This very object: a row may be empty. */
    static final byte[] DELETED = new byte[0];

    /**
     * A commit is asked for when more bytes of rows wait for one. A store reaches it in a quarter of a second at a
     * hundred thousand commands a second.
     */
    private static final long BYTES_MAX = 16L << 20;

    /** Saved together after a commit: a command that meets them waits little, and few calls of RocksDB are made. */
    private static final int SAVED_AT_ONCE = 32;

    /**
     * So many rows are written between two such batches. A commit is saved with a quarter of the rows of the next, and
     * the commands that wait as it ends are not also held up by this.
     */
    private static final int WRITTEN_BETWEEN = 8;

    private final RocksRows saved;
    private final @Nullable Log changelog;
    private final Map<Bytes, byte[]> unlogged = new HashMap<>();
    private volatile Commits commits = new Commits(new ConcurrentHashMap<>(), CommittingRows.NONE);
    private long unloggedBytes;
    private int blocksLogged;
    private int writtenSinceSaved;
    private long freshBytes;
    private long freshOffset;
    private long freshTimeMillis;
    private @Nullable Iterator<Map.Entry<Bytes, byte[]>> saving;
    private @Nullable ChangelogMark savingMark;
    /** Of the last record of the changelog that is known to be on disk, -1 for none. */
    private long savedOffset = -1;
    /** So many records the commit has that is to be saved. */
    private int committingBlocks;

    /** Where rows are logged, in the transaction of the commit that is to come. */
    interface Log {
        /** When the record that is processed now was appended, epoch milliseconds; 0 where there is none. */
        long timeMillis();

        /** Appends in the transaction of the commit that is about to be made. */
        void append(RowBlock block, long timeMillis);

        /** What was appended last, once it is acknowledged; null where that was never. */
        @Nullable
        ChangelogMark mark();

        /** Asks for a commit soon. */
        void requestCommit();
    }

    /**
     * Rows of a range, by commit.
     *
     * @param fresh those written last
     * @param committing those written before, which the former replace
     */
    record Range(NavigableMap<Bytes, byte[]> fresh, NavigableMap<Bytes, byte[]> committing) {}

    /**
     * Rows by commit.
     *
     * @param fresh written since the last commit began
     * @param committing written before
     */
    private record Commits(ConcurrentMap<Bytes, byte[]> fresh, CommittingRows committing) {}

    /** None yet, of a store that is open; without a changelog where it is not logged. */
    UnsavedRows(RocksRows saved, @Nullable Log changelog) {
        this.saved = saved;
        this.changelog = changelog;
    }

    /** A row, {@link #DELETED}, or null where the disk has the last word. */
    byte @Nullable [] get(Bytes key) {
        Commits now = commits;
        byte[] row = now.fresh().get(key);
        return row == null ? now.committing().get(key) : row;
    }

    /** Rows from one key to another, both included, in order, {@link #DELETED} for none. */
    Range range(@Nullable Bytes from, @Nullable Bytes to) {
        Commits now = commits;
        NavigableMap<Bytes, byte[]> fresh = new TreeMap<>();
        now.fresh().forEach((key, row) -> {
            if ((from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0)) {
                fresh.put(key, row);
            }
        });
        return new Range(fresh, now.committing().range(from, to));
    }

    /**
     * Takes a row, or null to delete it.
     *
     * @param offset of the command that it comes from; counts with the first row of a commit
     */
    void put(Bytes key, byte @Nullable [] row, long offset) {
        // A task whose commit had failed would have been closed before it could write again.
        beginSaving();
        if (++writtenSinceSaved >= WRITTEN_BETWEEN) {
            save(SAVED_AT_ONCE);
        }
        byte[] written = row == null ? DELETED : row;
        if (freshBytes == 0) {
            freshOffset = offset;
            freshTimeMillis = changelog == null ? 0 : changelog.timeMillis();
        }
        int bytes = key.get().length + written.length;
        freshBytes += bytes;
        commits.fresh().put(key, written);
        if (changelog != null) {
            log(changelog, key, written, bytes);
        }
    }

    /** Appends to the changelog what is not there yet, in the transaction of the commit that is to come. */
    void logRest() {
        if (changelog == null) {
            return;
        }
        for (RowBlock block : RowBlock.of(freshOffset, blocksLogged, unlogged)) {
            changelog.append(block, freshTimeMillis);
            blocksLogged++;
        }
        unlogged.clear();
        unloggedBytes = 0;
    }

    /** The commit of what was logged begins. The next will write about as much. */
    void committing() {
        if (freshBytes == 0) {
            return;
        }
        saveCommitted();
        ConcurrentMap<Bytes, byte[]> fresh = commits.fresh();
        commits = new Commits(new ConcurrentHashMap<>(2 * fresh.size()), new CommittingRows(fresh));
        freshBytes = 0;
        committingBlocks = blocksLogged;
        blocksLogged = 0;
    }

    /** Saves the rest of the last commit, which has succeeded. */
    void saveCommitted() {
        beginSaving();
        save(Integer.MAX_VALUE);
    }

    /** A block is appended as soon as it is full, so that little is left to be sent when the commit waits for it. */
    private void log(Log topic, Bytes key, byte[] row, int bytes) {
        unlogged.put(key, row);
        unloggedBytes += bytes;
        if (unloggedBytes >= RowBlock.BYTES_MAX) {
            logRest();
        }
        if (freshBytes > BYTES_MAX && freshBytes - bytes <= BYTES_MAX) {
            topic.requestCommit();
        }
    }

    /**
     * Notes how far the changelog goes with the last commit, before anything of the next is appended to it. A changelog
     * only grows: one that goes back has lost rows that were committed, and what is written from now on would hide
     * that.
     */
    private void beginSaving() {
        if (saving == null && !commits.committing().isEmpty()) {
            ChangelogMark mark = changelog == null ? null : changelog.mark();
            if (savedOffset < 0) {
                savedOffset = offsetOnDisk();
            }
            if (mark != null && savedOffset >= 0 && mark.offset() < savedOffset + committingBlocks) {
                throw new ProcessorStateException("the changelog went back from offset " + savedOffset + " to "
                        + mark.offset() + ": rows that were committed are missing from it");
            }
            saving = commits.committing().iterator();
            savingMark = mark;
        }
    }

    /** What was restored or written before the store was opened; -1 for nothing. */
    private long offsetOnDisk() {
        ChangelogMark mark = saved.mark();
        return mark == null || !mark.isOfRecord() ? -1 : mark.offset();
    }

    /** The mark comes with the last row: after a crash before that they are restored once more. */
    private void save(int rowsMax) {
        writtenSinceSaved = 0;
        if (saving == null) {
            return;
        }
        try (RowBatch batch = saved.batch()) {
            for (int left = rowsMax; left > 0 && saving.hasNext(); left--) {
                Map.Entry<Bytes, byte[]> row = saving.next();
                batch.put(row.getKey().get(), row.getValue() == DELETED ? null : row.getValue());
            }
            boolean isLast = !saving.hasNext();
            if (isLast && savingMark != null) {
                batch.mark(savingMark);
            }
            batch.write();
            if (isLast) {
                savedOffset = savingMark == null ? savedOffset : savingMark.offset();
                saving = null;
                commits = new Commits(commits.fresh(), CommittingRows.NONE);
            }
        } catch (RuntimeException failed) {
            // Whoever tries again must not pass over these rows and then write the offset.
            saving = commits.committing().iterator();
            throw failed;
        }
    }
}
