package ledger.streams.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import ledger.streams.rows.RowMessage;
import ledger.streams.rows.RowValues;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one commit as a changelog has them, many to a record: a record costs far more than the bytes in it.
 *
 * <pre>
 * key     0xff · offset of the first command of the commit, 8 bytes, big end first · number of the block, 4 bytes
 * value   format version, then for each row: length of its key · key · length of the row + 1, or 0 where it was
 *         deleted · row
 * </pre>
 *
 * No two blocks of a partition have one key, so that compaction takes none. A record whose key is the mark alone says
 * that whatever stands before it counts no longer: the rows are folded again from the first command.
 */
public final class RowBlock {
    /** Begins a block's key; see {@link StoreKeys} for what rows' keys begin with. */
    private static final byte MARK = (byte) 0xff;

    private static final byte[] CLEARING_KEY = {MARK};

    private static final int KEY_BYTES = 1 + Long.BYTES + Integer.BYTES;
    /** A little less than a producer's batch, into which it is copied; one row may be larger and has its own block. */
    static final int BYTES_MAX = 48 << 10;

    private final byte[] key;
    private final byte[] value;

    private RowBlock(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    /**
     * Rows as blocks.
     *
     * @param offset of the first command of the commit; a later commit has a higher one
     * @param number of the first of them in the commit
     * @param rows by key; {@link UnsavedRows#DELETED} for none
     */
    static List<RowBlock> of(long offset, int number, Map<Bytes, byte[]> rows) {
        List<RowBlock> blocks = new ArrayList<>();
        RowValues out = new RowValues();
        for (Map.Entry<Bytes, byte[]> row : rows.entrySet()) {
            byte[] key = row.getKey().get();
            byte[] value = row.getValue();
            if (out.length() > 1 && out.length() + key.length + value.length > BYTES_MAX) {
                blocks.add(new RowBlock(key(offset, number + blocks.size()), out.toBytes()));
                out = new RowValues();
            }
            out.counted(key);
            if (value == UnsavedRows.DELETED) {
                out.unsigned(0);
            } else {
                out.unsigned(value.length + 1L);
                out.raw(value);
            }
        }
        if (out.length() > 1) {
            blocks.add(new RowBlock(key(offset, number + blocks.size()), out.toBytes()));
        }
        return blocks;
    }

    /** The record that says that whatever stands before it counts no longer. */
    public static ProducerRecord<byte[], byte[]> clearing(TopicPartition changelog) {
        return new ProducerRecord<>(
                changelog.topic(), changelog.partition(), CLEARING_KEY, new byte[] {RowValues.VERSION});
    }

    /** Whether a record says so. */
    static boolean isClearing(byte[] key) {
        return Arrays.equals(key, CLEARING_KEY);
    }

    /** Whether a record of a changelog has rows; others are not of this ledger. */
    static boolean isBlock(byte[] key) {
        return key.length == KEY_BYTES && key[0] == MARK;
    }

    /** Passes on the rows of a block, with null for one that was deleted. Throws for a later format. */
    public static void forEach(byte[] key, byte @Nullable [] value, BiConsumer<byte[], byte @Nullable []> rows) {
        if (!isBlock(key) || value == null) {
            throw new IllegalStateException("a changelog has a record that is no block of rows");
        }
        RowMessage in = new RowMessage(value, null);
        while (in.hasMore()) {
            byte[] rowKey = in.bytes(in.count());
            long length = in.unsigned();
            rows.accept(rowKey, length == 0 ? null : in.bytes(Math.toIntExact(length - 1)));
        }
    }

    private static byte[] key(long offset, int number) {
        return ByteBuffer.allocate(KEY_BYTES)
                .put(MARK)
                .putLong(offset)
                .putInt(number)
                .array();
    }

    @Override
    public String toString() {
        return "block " + Arrays.toString(key) + " of " + value.length + " bytes";
    }
}
