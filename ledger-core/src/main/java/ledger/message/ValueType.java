package ledger.message;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import ledger.AccountId;

/**
 * What a field holds: how it is written and read, how a retry is compared with it, and how a schema describes it. The
 * usual ones are in {@link ValueTypes}.
 */
public abstract class ValueType<T> {
    public abstract void write(ValueWriter out, T value) throws IOException;

    /** Throws {@link IllegalArgumentException} for what is not such a value. */
    public abstract T read(ValueReader in) throws IOException;

    /** JSON Schema, as nested maps and lists in a fixed order. */
    public abstract Map<String, Object> schema();

    /**
     * The text that a retry must repeat. It is hashed and kept for ever, so it never changes.
     *
     * @param owner whose message it is
     */
    public String text(T value, AccountId owner) {
        return value.toString();
    }

    /** Whether it is an object with fields that a retry must repeat. */
    boolean hasRepeats() {
        return false;
    }

    /** Notes the hashes of those fields. */
    void fingerprint(T value, AccountId owner, Map<RequestField, Integer> hashes) {}

    /** The same, as values of another type. */
    public final <U> ValueType<U> as(Function<T, U> to, Function<U, T> from) {
        ValueType<T> base = this;
        return new ValueType<>() {
            @Override
            public void write(ValueWriter out, U value) throws IOException {
                base.write(out, from.apply(value));
            }

            @Override
            public U read(ValueReader in) throws IOException {
                return to.apply(base.read(in));
            }

            @Override
            public Map<String, Object> schema() {
                return base.schema();
            }

            @Override
            public String text(U value, AccountId owner) {
                return base.text(from.apply(value), owner);
            }
        };
    }
}
