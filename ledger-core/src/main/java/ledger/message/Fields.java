package ledger.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * The declared fields of a message, in the order in which they are written. Immutable.
 *
 * @param <T> the message
 */
public final class Fields<T> {
    /** A row says in one number which of its fields are there. */
    private static final int COUNT_MAX = Long.SIZE - 1;

    private final Field<?>[] inOrder;
    private final Map<String, Field<?>> byName = new LinkedHashMap<>();

    private final boolean hasRepeats;

    private Fields(List<Field<?>> fields) {
        inOrder = fields.toArray(Field<?>[]::new);
        for (Field<?> field : inOrder) {
            if (byName.put(field.name(), field) != null) {
                throw new IllegalStateException("two fields have the name " + field.name());
            }
        }
        hasRepeats = fields.stream()
                .anyMatch(field -> field.repeats() != null || field.type().hasRepeats());
        if (inOrder.length > COUNT_MAX) {
            throw new IllegalStateException("a message has at most " + COUNT_MAX + " fields");
        }
    }

    public int count() {
        return inOrder.length;
    }

    /** The field of a slot. */
    public Field<?> at(int slot) {
        return inOrder[slot];
    }

    /** The field of that name, or null. */
    public @Nullable Field<?> named(String name) {
        return byName.get(name);
    }

    public List<Field<?>> all() {
        return List.of(inOrder);
    }

    /** The values of a message by their slots; null where it has none. */
    public @Nullable Object[] values(T message) {
        @Nullable Object[] values = new Object[inOrder.length];
        for (int slot = 0; slot < inOrder.length; slot++) {
            values[slot] = inOrder[slot].of(message);
        }
        return values;
    }

    /** One text of all values, unlike that of any others: a retry must repeat what it is made of. */
    String text(T message, AccountId owner) {
        StringBuilder text = new StringBuilder();
        for (Field<?> field : inOrder) {
            Object value = field.of(message);
            String one = value == null ? "" : field.text(value, owner);
            text.append(value == null ? -1 : one.length()).append(':').append(one);
        }
        return text.toString();
    }

    /** Notes the hash of each field that a retry must repeat, those of objects within included. */
    void fingerprint(T message, AccountId owner, Map<RequestField, Integer> hashes) {
        for (Field<?> field : inOrder) {
            RequestField repeats = field.repeats();
            Object value = repeats == null && !field.type().hasRepeats() ? null : field.of(message);
            if (value != null && repeats != null) {
                hashes.put(repeats, Fingerprint.hash(field.text(value, owner)));
            } else if (value != null) {
                field.fingerprint(value, owner, hashes);
            }
        }
    }

    /** Whether a retry must repeat any of them. */
    boolean hasRepeats() {
        return hasRepeats;
    }

    /** JSON Schema of an object with these fields. */
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field<?> field : inOrder) {
            properties.put(field.name(), Schemas.of(field));
            if (field.isRequired() || field.isWrittenAsNull()) {
                required.add(field.name());
            }
        }
        return Schemas.object(properties, required);
    }

    /** Collects fields in their order. Not thread-safe. */
    public static class Declaration<T> {
        private final List<Field<?>> fields = new ArrayList<>();

        /** A field that is always there. */
        public <V> Field<V> required(String name, ValueType<V> type, Function<T, V> getter) {
            return add(name, type, getter, Field.Absence.REFUSED, null, null);
        }

        /** A field that is always there, and that a retry must repeat. */
        public <V> Field<V> required(RequestField name, ValueType<V> type, Function<T, V> getter) {
            return add(name.label(), type, getter, Field.Absence.REFUSED, null, name);
        }

        /** A field that is always written, and that goes without saying where it is missing. */
        public <V> Field<V> orElse(V fallback, String name, ValueType<V> type, Function<T, V> getter) {
            return add(name, type, getter, Field.Absence.REFUSED, fallback, null);
        }

        /** A field that is always written and goes without saying where it is missing, and that a retry must repeat. */
        public <V> Field<V> orElse(V fallback, RequestField name, ValueType<V> type, Function<T, V> getter) {
            return add(name.label(), type, getter, Field.Absence.REFUSED, fallback, name);
        }

        /** A field that is left out where it has no value. */
        public <V> Field<V> optional(String name, ValueType<V> type, Function<T, @Nullable V> getter) {
            return add(name, type, getter, Field.Absence.LEFT_OUT, null, null);
        }

        /** A field that is left out where it has no value, and that a retry must repeat or leave out. */
        public <V> Field<V> optional(RequestField name, ValueType<V> type, Function<T, @Nullable V> getter) {
            return add(name.label(), type, getter, Field.Absence.LEFT_OUT, null, name);
        }

        /** A field under another name than the one that requests have for it. */
        public <V> Field<V> optional(
                String name, RequestField repeats, ValueType<V> type, Function<T, @Nullable V> getter) {
            return add(name, type, getter, Field.Absence.LEFT_OUT, null, repeats);
        }

        /** A field that is null in JSON where it has no value. */
        public <V> Field<V> nullable(String name, ValueType<V> type, Function<T, @Nullable V> getter) {
            return add(name, type, getter, Field.Absence.WRITTEN_AS_NULL, null, null);
        }

        /** A field that is left out where its value goes without saying. */
        public <V> Field<V> unless(V fallback, String name, ValueType<V> type, Function<T, V> getter) {
            return add(name, type, getter, Field.Absence.LEFT_OUT, fallback, null);
        }

        /** A field that is left out where its value goes without saying, and that a retry must repeat. */
        public <V> Field<V> unless(V fallback, RequestField name, ValueType<V> type, Function<T, V> getter) {
            return add(name.label(), type, getter, Field.Absence.LEFT_OUT, fallback, name);
        }

        /** A part whose fields stand among these. */
        public <P> Part<P> part(Shape<P> shape, Function<T, @Nullable P> getter) {
            int base = fields.size();
            add(shape.fields(), getter);
            return new Part<>(shape, base);
        }

        /** Fields of something that the message has. Returns the slot of the first. */
        public <P> int add(Fields<P> part, Function<T, @Nullable P> getter) {
            int base = fields.size();
            for (Field<?> field : part.inOrder) {
                fields.add(field.within(getter, base));
            }
            return base;
        }

        /** The fields so far. */
        public final Fields<T> done() {
            return new Fields<>(fields);
        }

        @SuppressWarnings("unchecked") // It is asked of nothing but messages of its own.
        private <V> Field<V> add(
                String name,
                ValueType<V> type,
                Function<T, @Nullable V> getter,
                Field.Absence absence,
                @Nullable V fallback,
                @Nullable RequestField repeats) {
            Field<V> field = new Field<>(
                    name, type, (Function<Object, @Nullable V>) getter, absence, fallback, repeats, fields.size());
            fields.add(field);
            return field;
        }
    }
}
