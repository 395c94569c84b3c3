package ledger.message;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One field of a message: its name, its type, and how a value of it is taken from the message. Immutable.
 *
 * @param <V> its value
 */
public final class Field<V> {
    /** What becomes of a field without a value. */
    enum Absence {
        /** The message cannot be read. */
        REFUSED,
        /** It is left out. */
        LEFT_OUT,
        /** It stands in JSON as null. */
        WRITTEN_AS_NULL
    }

    private final String name;
    private final ValueType<V> type;
    private final Function<Object, @Nullable V> getter;
    private final Absence absence;
    private final @Nullable V fallback;
    private final @Nullable RequestField repeats;
    private final int slot;

    Field(
            String name,
            ValueType<V> type,
            Function<Object, @Nullable V> getter,
            Absence absence,
            @Nullable V fallback,
            @Nullable RequestField repeats,
            int slot) {
        this.name = name;
        this.type = type;
        this.getter = getter;
        this.absence = absence;
        this.fallback = fallback;
        this.repeats = repeats;
        this.slot = slot;
    }

    public String name() {
        return name;
    }

    public ValueType<V> type() {
        return type;
    }

    /** Where its value lies among those of its message. */
    public int slot() {
        return slot;
    }

    /** Whether each message has it when it is written. */
    public boolean isRequired() {
        return absence == Absence.REFUSED;
    }

    /** Whether it stands in JSON as null where it has no value. */
    public boolean isWrittenAsNull() {
        return absence == Absence.WRITTEN_AS_NULL;
    }

    /** Writes a value that {@link Fields#values} gave. */
    @SuppressWarnings("unchecked") // The slot of a field holds nothing but its values.
    public void write(ValueWriter out, Object value) throws IOException {
        type.write(out, (V) value);
    }

    /** What a retry must repeat of it, or null where it may differ. */
    @Nullable
    RequestField repeats() {
        return repeats;
    }

    @SuppressWarnings("unchecked") // The slot of a field holds nothing but its values.
    String text(Object value, AccountId owner) {
        return type.text((V) value, owner);
    }

    @SuppressWarnings("unchecked") // The slot of a field holds nothing but its values.
    void fingerprint(Object value, AccountId owner, Map<RequestField, Integer> hashes) {
        type.fingerprint((V) value, owner, hashes);
    }

    /** The value of a message, null where it has none or one that goes without saying. */
    @Nullable
    V of(Object message) {
        V value = getter.apply(message);
        return absence == Absence.LEFT_OUT && fallback != null && fallback.equals(value) ? null : value;
    }

    /**
     * The value in a slot, or what goes without saying. Throws {@link IllegalArgumentException} where there is neither.
     */
    @SuppressWarnings("unchecked") // The slot of a field holds nothing but its values.
    V required(@Nullable Object value) {
        V found = value == null ? fallback : (V) value;
        if (found == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return found;
    }

    /** The same field of a message that this one's message is a part of. */
    <M> Field<V> within(Function<M, ?> part, int base) {
        return new Field<>(name, type, message -> ofPart(part, message), absence, fallback, repeats, base + slot);
    }

    @SuppressWarnings("unchecked") // It is asked of nothing but messages of its own.
    private <M> @Nullable V ofPart(Function<M, ?> part, Object message) {
        Object found = part.apply((M) message);
        return found == null ? null : of(found);
    }
}
