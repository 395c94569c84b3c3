package ledger.streams.rows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes a row: its format version, then numbers in as few bytes as they need, and UTF-8. */
public final class RowWriter {
    /** 1 and 2 were what builds wrote before their messages were declared. */
    public static final int VERSION = 3;

    /** An account with two grants; larger rows let it grow. */
    private static final int BYTES_AT_FIRST = 128;

    private byte[] bytes = new byte[BYTES_AT_FIRST];
    private int length;

    public RowWriter() {
        octet(VERSION);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** One byte, 0 to 255. */
    void octet(int value) {
        reserve(1)[length++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** A number that is seldom negative: seven bits to a byte, low ones first. */
    public void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** A number of either sign: small ones of both signs are short. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void text(String value) {
        counted(value.getBytes(StandardCharsets.UTF_8));
    }

    /** An exact number with its decimals. */
    void decimal(BigDecimal value) {
        signed(value.scale());
        counted(value.unscaledValue().toByteArray());
    }

    /** Lower-case hex as half as many bytes. */
    void hex(String value) {
        raw(HexFormat.of().parseHex(value));
    }

    /** Bytes, behind how many they are. */
    public void counted(byte[] value) {
        unsigned(value.length);
        raw(value);
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    public void raw(byte[] value) {
        System.arraycopy(value, 0, reserve(value.length), length, value.length);
        length += value.length;
    }

    private byte[] reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        return bytes;
    }
}
