package ledger.streams.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    public void text(String value) {
        try {
            out.writeString(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void whole(long value) {
        try {
            out.writeNumber(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void micros(long value) {
        if (value % Credits.MICROS_PER_CREDIT == 0) {
            whole(value / Credits.MICROS_PER_CREDIT);
        } else {
            write(() -> out.writeNumber(Credits.text(value)));
        }
    }

    @Override
    public void decimal(BigDecimal value) {
        write(() -> out.writeNumber(value.toPlainString()));
    }

    @Override
    public void flag(boolean value) {
        write(() -> out.writeBoolean(value));
    }

    @Override
    public void time(long millis) {
        text(IsoTime.text(millis));
    }

    @Override
    public void hash(String hex) {
        text(hex);
    }

    @Override
    public void json(String value) {
        try {
            out.writeRawValue(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public <T> void object(Fields<T> fields, T value) {
        try {
            out.writeStartObject();
            members(fields, value);
            out.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void beginList(int count) {
        try {
            out.writeStartArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void endList() {
        try {
            out.writeEndArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void beginMap(int count) {
        write(out::writeStartObject);
    }

    @Override
    public void key(String key) {
        write(() -> out.writeFieldName(key));
    }

    @Override
    public void endMap() {
        write(out::writeEndObject);
    }

    private interface Writing {
        void write() throws IOException;
    }

    /** It writes to memory, where nothing can fail. */
    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
