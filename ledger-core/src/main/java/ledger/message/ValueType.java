package ledger.message;

import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What a field holds: how it is written and read, how a retry is compared with it, and how a schema describes it. The
 * usual ones are in {@link ValueTypes}. Immutable.
 */
public final class ValueType<T> {
    private final Map<String, Object> schema;
    private final Writing<T> writing;
    private final Reading<T> reading;
    private final BiFunction<T, AccountId, String> text;
    private final @Nullable Fields<T> fields;

    /** Of an object with fields, or with null of anything else. */
    ValueType(
            Map<String, Object> schema,
            Writing<T> writing,
            Reading<T> reading,
            BiFunction<T, AccountId, String> text,
            @Nullable Fields<T> fields) {
        this.schema = schema;
        this.writing = writing;
        this.reading = reading;
        this.text = text;
        this.fields = fields;
    }

    /** Writes one value. */
    @FunctionalInterface
    public interface Writing<T> {
        void write(ValueWriter out, T value) throws IOException;
    }

    /** Reads one value. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(ValueReader in) throws IOException;
    }

    public void write(ValueWriter out, T value) throws IOException {
        writing.write(out, value);
    }

    /** Throws {@link IllegalArgumentException} for what is not such a value. */
    public T read(ValueReader in) throws IOException {
        return reading.read(in);
    }

    /** JSON Schema, as nested maps and lists in a fixed order. */
    public Map<String, Object> schema() {
        return schema;
    }

    /**
     * The text that a retry must repeat. It is hashed and kept for ever, so it never changes.
     *
     * @param owner whose message it is
     */
    public String text(T value, AccountId owner) {
        return text.apply(value, owner);
    }

    /** Whether it is an object with fields that a retry must repeat. */
    boolean hasRepeats() {
        return fields != null && fields.hasRepeats();
    }

    /** Notes the hashes of those fields. */
    void fingerprint(T value, AccountId owner, Map<RequestField, Integer> hashes) {
        if (fields != null) {
            fields.fingerprint(value, owner, hashes);
        }
    }

    /** The same, as values of another type. */
    public <U> ValueType<U> as(Function<T, U> to, Function<U, T> from) {
        return new ValueType<>(
                schema,
                (out, value) -> write(out, from.apply(value)),
                in -> to.apply(read(in)),
                (value, owner) -> text(from.apply(value), owner),
                null);
    }
}
