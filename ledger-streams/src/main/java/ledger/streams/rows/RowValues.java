package ledger.streams.rows;

import java.math.BigDecimal;
import ledger.AccountId;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.ValueWriter;
import org.jspecify.annotations.Nullable;

/** Writes values into a row: without names, ids without their account. */
record RowValues(RowWriter out) implements ValueWriter {
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
        out.text(value);
    }

    @Override
    public void whole(long value) {
        out.signed(value);
    }

    @Override
    public void micros(long value) {
        out.signed(value);
    }

    @Override
    public void decimal(BigDecimal value) {
        out.decimal(value);
    }

    @Override
    public void flag(boolean value) {
        out.flag(value);
    }

    @Override
    public void time(long millis) {
        out.signed(millis);
    }

    @Override
    public void hash(String hex) {
        out.hex(hex);
    }

    @Override
    public void json(String value) {
        out.text(value);
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
        out.unsigned(there);
        for (int slot = 0; slot < values.length; slot++) {
            Field<?> field = fields.at(slot);
            Object value = values[slot];
            if (value != null) {
                field.write(this, value);
            } else if (field.isRequired()) {
                throw new IllegalStateException("a row lacks its " + field.name());
            }
        }
    }

    @Override
    public void beginList(int count) {
        out.unsigned(count);
    }

    @Override
    public void endList() {}

    @Override
    public void beginMap(int count) {
        out.unsigned(count);
    }

    @Override
    public void key(String key) {
        out.text(key);
    }

    @Override
    public void endMap() {}
}
