package ledger.streams.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import ledger.AccountId;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row: its format version, then values without names and ids without their account, numbers in as few bytes as
 * they need, and UTF-8.
 */
public final class RowValues implements ValueWriter {
    /** 1 and 2 were what builds wrote before their messages were declared. */
    public static final int VERSION = 3;

    /** An account with two grants; larger rows let it grow. */
    private static final int BYTES_AT_FIRST = 128;

    private byte[] bytes = new byte[BYTES_AT_FIRST];
    private int length;

    public RowValues() {
        octet(VERSION);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    @Override
    public AccountId owner() {
        throw new IllegalStateException("whose a row is stands in its key");
    }

    @Override
    public boolean isCompact() {
        return true;
    }

    @Override
    public void text(String value) {
        counted(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A number of either sign: small ones of both signs are short. */
    @Override
    public void whole(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    @Override
    public void micros(long value) {
        whole(value);
    }

    /** An exact number with its decimals. */
    @Override
    public void decimal(BigDecimal value) {
        whole(value.scale());
        counted(value.unscaledValue().toByteArray());
    }

    @Override
    public void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    @Override
    public void time(long millis) {
        whole(millis);
    }

    /** Lower-case hex as half as many bytes. */
    @Override
    public void hash(String hex) {
        raw(HexFormat.of().parseHex(hex));
    }

    @Override
    public void json(String value) {
        text(value);
    }

    /** First a number whose bits say which of the fields are there that may be missing, then those that are. */
    @Override
    public <T> void object(Fields<T> fields, T message) {
        @Nullable Object[] values = fields.values(message);
        long there = 0;
        int bit = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (!fields.at(slot).isRequired()) {
                there |= values[slot] == null ? 0 : 1L << bit;
                bit++;
            }
        }
        unsigned(there);
        for (int slot = 0; slot < values.length; slot++) {
            Field<?> field = fields.at(slot);
            Object value = values[slot];
            if (value != null) {
                write(field, value);
            } else if (field.isRequired()) {
                throw new IllegalStateException("a row lacks its " + field.name());
            }
        }
    }

    private void write(Field<?> field, Object value) {
        try {
            field.write(this, value);
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
    }

    @Override
    public void beginList(int count) {
        unsigned(count);
    }

    @Override
    public void endList() {}

    @Override
    public void beginMap(int count) {
        unsigned(count);
    }

    @Override
    public void key(String key) {
        text(key);
    }

    @Override
    public void endMap() {}

    /** One byte, 0 to 255. */
    void octet(int value) {
        reserve(1)[length++] = (byte) value;
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

    /** Bytes, behind how many they are. */
    public void counted(byte[] value) {
        unsigned(value.length);
        raw(value);
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
