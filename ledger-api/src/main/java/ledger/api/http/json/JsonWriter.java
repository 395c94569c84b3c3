package ledger.api.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import ledger.Credits;
import ledger.IsoTime;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON straight to bytes: amounts as plain decimals, times as ISO 8601 in UTC with milliseconds, null where
 * there is no value.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY =
            new JsonFactory().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    /** A balance fits; longer answers grow. */
    private static final int BYTES_EXPECTED = 1_024;

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** The UTF-8 bytes of one value. */
    public static byte[] bytes(Json value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_EXPECTED);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            value.write(new JsonWriter(generator));
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
        return bytes.toByteArray();
    }

    /** An object as the whole value or an element of the open array. */
    public void object(Json members) {
        write(() -> {
            out.writeStartObject();
            members.write(this);
            out.writeEndObject();
        });
    }

    public void object(String name, Json members) {
        name(name);
        object(members);
    }

    /** An array; {@code elements} writes each as a value. */
    public void array(String name, Json elements) {
        name(name);
        array(elements);
    }

    /** An array as the whole value. */
    public void array(Json elements) {
        write(() -> {
            out.writeStartArray();
            elements.write(this);
            out.writeEndArray();
        });
    }

    public void text(String name, @Nullable String value) {
        write(() -> out.writeStringField(name, value));
    }

    /** A text as an element of the open array. */
    public void text(String value) {
        write(() -> out.writeString(value));
    }

    /** A whole number or an exact decimal, never in exponent form. */
    public void number(String name, @Nullable Number value) {
        write(() -> out.writePOJOField(name, value));
    }

    /** A signed amount, given in micro-credits. */
    public void credits(String name, long micros) {
        write(() -> {
            out.writeFieldName(name);
            if (micros % Credits.MICROS_PER_CREDIT == 0) {
                out.writeNumber(micros / Credits.MICROS_PER_CREDIT);
            } else {
                out.writeNumber(Credits.text(micros));
            }
        });
    }

    public void credits(String name, @Nullable Credits amount) {
        if (amount == null) {
            nothing(name);
        } else {
            credits(name, amount.micros());
        }
    }

    public void flag(String name, boolean value) {
        write(() -> out.writeBooleanField(name, value));
    }

    public void time(String name, @Nullable Long epochMillis) {
        text(name, epochMillis == null ? null : IsoTime.text(epochMillis));
    }

    /** A day as {@code 2026-01-31}, given in days since 1970-01-01. */
    public void day(String name, long epochDay) {
        text(name, LocalDate.ofEpochDay(epochDay).toString());
    }

    public void nothing(String name) {
        write(() -> out.writeNullField(name));
    }

    /** A value that is JSON already, or null. */
    public void raw(String name, @Nullable String json) {
        write(() -> {
            out.writeFieldName(name);
            if (json == null) {
                out.writeNull();
            } else {
                out.writeRawValue(json);
            }
        });
    }

    private void name(String name) {
        write(() -> out.writeFieldName(name));
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
