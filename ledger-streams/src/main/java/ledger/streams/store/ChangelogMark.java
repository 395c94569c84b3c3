package ledger.streams.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record of a changelog up to which rows are on disk. The offset alone would not do: a changelog that lost its tail
 * grows again, and then another record stands there.
 *
 * @param offset of the record
 * @param checksum CRC-32C of its key and value
 */
public record ChangelogMark(long offset, int checksum) {
    /** No record has it: one that would counts as one that has changed, and is restored once more. */
    private static final int NOTHING = 0;

    private static final int BYTES = Long.BYTES + Integer.BYTES;

    /** Of a record that was read. */
    public static ChangelogMark of(ConsumerRecord<byte[], byte @Nullable []> record) {
        return new ChangelogMark(record.offset(), checksum(record.key(), record.value()));
    }

    /** Up to an offset where nothing stands, see {@link RocksRows#markEmpty}. */
    static ChangelogMark ofNothing(long offset) {
        return new ChangelogMark(offset, NOTHING);
    }

    /** Whether a record stands there. */
    boolean isOfRecord() {
        return checksum != NOTHING;
    }

    static int checksum(byte[] key, byte @Nullable [] value) {
        CRC32C crc = new CRC32C();
        crc.update(key);
        if (value != null) {
            crc.update(value);
        }
        return (int) crc.getValue();
    }

    byte[] write() {
        return ByteBuffer.allocate(BYTES).putLong(offset).putInt(checksum).array();
    }

    static ChangelogMark read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new ChangelogMark(in.getLong(), in.getInt());
    }
}
