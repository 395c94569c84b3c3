package ledger.streams.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
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
 *
 * @param in the row
 * @param account whose it is, or null where no value needs to know
 */
record RowMessage(RowReader in, @Nullable AccountId account) implements ValueReader {
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
        return in.text();
    }

    @Override
    public String text(int lengthMax) {
        return in.text();
    }

    @Override
    public long whole() {
        return in.signed();
    }

    @Override
    public long micros() {
        return in.signed();
    }

    @Override
    public BigDecimal decimal(int scaleMax) {
        return in.decimal();
    }

    @Override
    public boolean flag() {
        return in.flag();
    }

    @Override
    public long time() {
        return in.signed();
    }

    @Override
    public long timeOrNone() {
        return in.signed();
    }

    @Override
    public String hash() {
        return in.hash();
    }

    @Override
    public String json() {
        return in.text();
    }

    @Override
    public @Nullable Object[] object(Fields<?> fields) {
        long there = in.unsigned();
        @Nullable Object[] values = new Object[fields.count()];
        for (int slot = 0; slot < values.length; slot++) {
            Field<?> field = fields.at(slot);
            boolean isThere = field.isRequired();
            if (!isThere) {
                isThere = (there & 1) != 0;
                there >>>= 1;
            }
            if (isThere) {
                values[slot] = field.type().read(this);
            }
        }
        if (there != 0) {
            throw new IllegalStateException("a stored row has fields that this build does not know");
        }
        return values;
    }

    @Override
    public <T> List<T> list(ValueType<T> element, int countMax) {
        int count = in.count();
        List<T> list = new ArrayList<>(count);
        for (int left = count; left > 0; left--) {
            list.add(element.read(this));
        }
        return list;
    }

    @Override
    public <T> Map<String, T> map(ValueType<T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            map.put(in.text(), value.read(this));
        }
        return map;
    }

    @Override
    public int entryCount() {
        return in.count();
    }

    @Override
    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("a stored row has a value that " + what);
    }
}
