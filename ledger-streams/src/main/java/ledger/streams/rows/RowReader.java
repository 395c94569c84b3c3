package ledger.streams.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads what {@link RowWriter} wrote. A row that cannot be read throws: the store is not ours, or newer than we are.
 */
public final class RowReader {
    private static final int HASH_BYTES = 32;

    private final byte[] bytes;
    private int at;

    public RowReader(byte[] bytes) {
        this.bytes = bytes;
        int version = octet();
        if (version < RowWriter.VERSION) {
            throw new IllegalStateException(
                    "a stored row has format " + version + " of an earlier build: run ./ledger rebuild");
        }
        if (version != RowWriter.VERSION) {
            throw new IllegalStateException("a stored row has format " + version + ", this build reads formats up to "
                    + RowWriter.VERSION + ": it is older than its store; start the newer build");
        }
    }

    /** Says that the row was read to its end. */
    void done() {
        if (at != bytes.length) {
            throw new IllegalStateException("a stored row has " + (bytes.length - at) + " bytes too many");
        }
    }

    /** Whether anything follows. */
    public boolean hasMore() {
        return at < bytes.length;
    }

    public byte[] bytes(int length) {
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    int octet() {
        return bytes[advance(1)] & 0xff;
    }

    boolean flag() {
        return octet() != 0;
    }

    public long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("a stored row has a number without an end");
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** How many elements or bytes follow; no more than there are bytes left. */
    public int count() {
        long count = unsigned();
        if (count < 0 || count > bytes.length - at) {
            throw truncated();
        }
        return (int) count;
    }

    String text() {
        return utf8(count());
    }

    BigDecimal decimal() {
        int scale = Math.toIntExact(signed());
        int length = count();
        return new BigDecimal(new BigInteger(bytes, advance(length), length), scale);
    }

    /** A hash as lower-case hex. */
    String hash() {
        int from = advance(HASH_BYTES);
        return HexFormat.of().formatHex(bytes, from, from + HASH_BYTES);
    }

    private String utf8(int length) {
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    private int advance(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw truncated();
        }
        int from = at;
        at += length;
        return from;
    }

    private static IllegalStateException truncated() {
        return new IllegalStateException("a stored row ends before its end");
    }
}
