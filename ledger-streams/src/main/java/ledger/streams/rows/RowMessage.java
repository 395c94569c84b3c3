package ledger.streams.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.ValueReader;
import ledger.message.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RowValues} wrote. A row that cannot be read throws: the store is not ours, or newer than we are.
 */
public final class RowMessage implements ValueReader {
    private static final int HASH_BYTES = 32;

    private final byte[] bytes;
    private final @Nullable AccountId account;
    private int at;

    /**
     * Begins to read.
     *
     * @param account whose row it is, or null where no value needs to know
     */
    public RowMessage(byte[] bytes, @Nullable AccountId account) {
        this.bytes = bytes;
        this.account = account;
        int version = octet();
        if (version < RowValues.VERSION) {
            throw new IllegalStateException(
                    "a stored row has format " + version + " of an earlier build: run ./ledger rebuild");
        }
        if (version != RowValues.VERSION) {
            throw new IllegalStateException("a stored row has format " + version + ", this build reads formats up to "
                    + RowValues.VERSION + ": it is older than its store; start the newer build");
        }
    }

    /** Says that the row was read to its end. */
    void done() {
        if (hasMore()) {
            throw new IllegalStateException("a stored row has " + (bytes.length - at) + " bytes too many");
        }
    }

    /** Whether anything follows. */
    public boolean hasMore() {
        return at < bytes.length;
    }

    @Override
    public AccountId owner() {
        if (account == null) {
            throw new IllegalStateException("nobody said whose the row is");
        }
        return account;
    }

    @Override
    public boolean isCompact() {
        return true;
    }

    @Override
    public String text() {
        int length = count();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public String text(int lengthMax) {
        return text();
    }

    @Override
    public long whole() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    @Override
    public long micros() {
        return whole();
    }

    @Override
    public BigDecimal decimal(int scaleMax) {
        int scale = Math.toIntExact(whole());
        int length = count();
        return new BigDecimal(new BigInteger(bytes, advance(length), length), scale);
    }

    @Override
    public boolean flag() {
        return octet() != 0;
    }

    @Override
    public long time() {
        return whole();
    }

    @Override
    public long timeOrNone() {
        return whole();
    }

    @Override
    public String hash() {
        int from = advance(HASH_BYTES);
        return HexFormat.of().formatHex(bytes, from, from + HASH_BYTES);
    }

    @Override
    public String json() {
        return text();
    }

    @Override
    public @Nullable Object[] object(Fields<?> fields) {
        long there = unsigned();
        @Nullable Object[] values = new Object[fields.count()];
        for (int slot = 0; slot < values.length; slot++) {
            Field<?> field = fields.at(slot);
            boolean isThere = field.isRequired();
            if (!isThere) {
                isThere = (there & 1) != 0;
                there >>>= 1;
            }
            if (isThere) {
                values[slot] = read(field.type());
            }
        }
        if (there != 0) {
            throw new IllegalStateException("a stored row has fields that this build does not know");
        }
        return values;
    }

    private <T> T read(ValueType<T> type) {
        try {
            return type.read(this);
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
    }

    @Override
    public <T> List<T> list(ValueType<T> element, int countMax) {
        int count = count();
        List<T> list = new ArrayList<>(count);
        for (int left = count; left > 0; left--) {
            list.add(read(element));
        }
        return list;
    }

    @Override
    public <T> Map<String, T> map(ValueType<T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int left = count(); left > 0; left--) {
            map.put(text(), read(value));
        }
        return map;
    }

    @Override
    public int entryCount() {
        return count();
    }

    @Override
    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("a stored row has a value that " + what);
    }

    public byte[] bytes(int length) {
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    int octet() {
        return bytes[advance(1)] & 0xff;
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

    /** How many elements or bytes follow; no more than there are bytes left. */
    public int count() {
        long count = unsigned();
        if (count < 0 || count > bytes.length - at) {
            throw truncated();
        }
        return (int) count;
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
