package ledger.streams.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import ledger.AccountId;
import ledger.Credits;
import ledger.IsoTime;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.ValueWriter;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON: amounts and exact numbers as plain decimals, never in exponent form, times as ISO 8601. */
public final class JsonValues implements ValueWriter {
    private final JsonGenerator out;
    private final @Nullable AccountId owner;

    /**
     * Begins to write.
     *
     * @param owner whose message it is, or null where it is nobody's
     */
    public JsonValues(JsonGenerator out, @Nullable AccountId owner) {
        this.out = out;
        this.owner = owner;
    }

    /** Writes the members of the object that is open. */
    public <T> void members(Fields<T> fields, T message) throws IOException {
        @Nullable Object[] values = fields.values(message);
        for (int slot = 0; slot < values.length; slot++) {
            Field<?> field = fields.at(slot);
            Object value = values[slot];
            if (value != null) {
                out.writeFieldName(field.name());
                field.write(this, value);
            } else if (field.isWrittenAsNull()) {
                out.writeNullField(field.name());
            }
        }
    }

    @Override
    public AccountId owner() {
        if (owner == null) {
            throw new IllegalStateException("the message is nobody's");
        }
        return owner;
    }

    @Override
    public boolean isCompact() {
        return false;
    }

    @Override
    public void text(String value) throws IOException {
        out.writeString(value);
    }

    @Override
    public void whole(long value) throws IOException {
        out.writeNumber(value);
    }

    @Override
    public void micros(long value) throws IOException {
        if (value % Credits.MICROS_PER_CREDIT == 0) {
            whole(value / Credits.MICROS_PER_CREDIT);
        } else {
            out.writeNumber(Credits.text(value));
        }
    }

    @Override
    public void decimal(BigDecimal value) throws IOException {
        out.writeNumber(value.toPlainString());
    }

    @Override
    public void flag(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    @Override
    public void time(long millis) throws IOException {
        text(IsoTime.text(millis));
    }

    @Override
    public void hash(String hex) throws IOException {
        text(hex);
    }

    @Override
    public void json(String value) throws IOException {
        out.writeRawValue(value);
    }

    @Override
    public <T> void object(Fields<T> fields, T value) throws IOException {
        out.writeStartObject();
        members(fields, value);
        out.writeEndObject();
    }

    @Override
    public void beginList(int count) throws IOException {
        out.writeStartArray();
    }

    @Override
    public void endList() throws IOException {
        out.writeEndArray();
    }

    @Override
    public void beginMap(int count) throws IOException {
        out.writeStartObject();
    }

    @Override
    public void key(String key) throws IOException {
        out.writeFieldName(key);
    }

    @Override
    public void endMap() throws IOException {
        out.writeEndObject();
    }
}
