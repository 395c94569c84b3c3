package ledger.message;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import ledger.AccountId;
import ledger.Coded;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.OwnedId;
import ledger.message.ValueType.Reading;
import ledger.message.ValueType.Writing;

/** What fields hold. */
public final class ValueTypes {
    public static final ValueType<String> TEXT = text(Integer.MAX_VALUE);
    public static final ValueType<Long> WHOLE = simple("integer", ValueWriter::whole, ValueReader::whole);
    public static final ValueType<Integer> INT = WHOLE.as(value -> Math.toIntExact(value), number -> (long) number);
    public static final ValueType<Boolean> FLAG = simple("boolean", ValueWriter::flag, ValueReader::flag);
    /** An amount of credit that may be negative, micro-credits. */
    public static final ValueType<Long> MICROS = simple("number", ValueWriter::micros, ValueReader::micros);

    public static final ValueType<Credits> CREDITS = of(
            Schemas.with(Schemas.type("number"), "minimum", 0),
            (out, credits) -> out.micros(credits.micros()),
            in -> new Credits(in.micros()),
            credits -> Long.toString(credits.micros()));
    /** Epoch milliseconds, in JSON as ISO 8601 in UTC. */
    public static final ValueType<Long> TIME = of(
            Schemas.with(Schemas.type("string"), "format", "date-time"),
            ValueWriter::time,
            ValueReader::time,
            millis -> Long.toString(millis));
    /** The same, and -1 for what is no time. */
    public static final ValueType<Long> TIME_OR_NONE = of(TIME.schema(), ValueWriter::time, ValueReader::timeOrNone);
    /** What a caller wants remembered, a JSON object as text. */
    public static final ValueType<String> METADATA = simple("object", ValueWriter::json, ValueReader::json);

    /** 64 digits of lower-case hex. */
    public static final ValueType<String> HASH = simple("string", ValueWriter::hash, ValueReader::hash);

    public static final ValueType<String> DESCRIPTION = text(Note.DESCRIPTION_LENGTH_MAX);
    public static final ValueType<AccountId> ACCOUNT = TEXT.as(AccountId::new, AccountId::value);
    public static final ValueType<IdempotencyKey> KEY = TEXT.as(IdempotencyKey::new, IdempotencyKey::value);

    public static final ValueType<EntryId> ENTRY =
            id(OwnedId.ENTRY, (in, sequence) -> new EntryId(in.owner(), sequence), EntryId::sequence);
    public static final ValueType<HoldId> HOLD =
            id(OwnedId.HOLD, (in, sequence) -> new HoldId(sequence), HoldId::sequence);
    public static final ValueType<GrantId> GRANT =
            id(OwnedId.GRANT, (in, sequence) -> new GrantId(sequence), GrantId::sequence);

    private ValueTypes() {}

    /** Makes an id of the number that a message has for it. */
    @FunctionalInterface
    public interface Naming<T> {
        T name(ValueReader in, long sequence) throws IOException;
    }

    /** A text of at most so many UTF-16 units. */
    public static ValueType<String> text(int lengthMax) {
        Map<String, Object> text = Schemas.type("string");
        return lengthMax == Integer.MAX_VALUE
                ? of(text, ValueWriter::text, ValueReader::text, value -> value)
                : of(
                        Schemas.with(text, "maxLength", lengthMax),
                        ValueWriter::text,
                        in -> in.text(lengthMax),
                        value -> value);
    }

    /** An exact number that is not negative, with at most so many decimals. */
    public static ValueType<BigDecimal> decimal(int scaleMax) {
        return of(
                Schemas.with(Schemas.type("number"), "minimum", 0),
                ValueWriter::decimal,
                in -> in.decimal(scaleMax),
                BigDecimal::toPlainString);
    }

    /** One of the constants: its name in JSON, its code in rows. */
    public static <E extends Enum<E> & Coded> ValueType<E> constant(Class<E> type) {
        return constant(type, Enum::name);
    }

    /** One of the constants: in JSON as it is called, its code in rows. */
    public static <E extends Enum<E> & Coded> ValueType<E> constant(Class<E> type, Function<E, String> name) {
        Constants<E> constants = new Constants<>(type, name);
        return of(constants.schema(), constants::write, constants::read, name);
    }

    /** The id of something of the account: with the account in JSON, without it in rows. */
    public static <T> ValueType<T> id(OwnedId kind, Naming<T> id, ToLongFunction<T> sequence) {
        return new ValueType<>(
                Schemas.type("string"),
                (out, value) -> {
                    if (out.isCompact()) {
                        out.whole(sequence.applyAsLong(value));
                    } else {
                        out.text(kind.text(sequence.applyAsLong(value), out.owner()));
                    }
                },
                in -> id.name(in, in.isCompact() ? in.whole() : sequence(kind, in)),
                (value, owner) -> kind.text(sequence.applyAsLong(value), owner),
                null);
    }

    public static <T> ValueType<T> object(Shape<T> shape) {
        return object(shape, shape.fields()::text);
    }

    /** An object of which a retry must repeat no more than a text says. */
    public static <T> ValueType<T> object(Shape<T> shape, Function<T, String> text) {
        return object(shape, (value, owner) -> text.apply(value));
    }

    /** A list of at most so many. */
    public static <T> ValueType<List<T>> list(ValueType<T> element, int countMax) {
        return new ValueType<>(
                Schemas.with(Schemas.type("array"), "items", element.schema()),
                (out, list) -> {
                    out.beginList(list.size());
                    for (T one : list) {
                        element.write(out, one);
                    }
                    out.endList();
                },
                in -> in.list(element, countMax),
                (list, owner) ->
                        list.stream().map(one -> element.text(one, owner)).collect(Collectors.joining(",")),
                null);
    }

    public static <T> ValueType<Map<String, T>> map(ValueType<T> value) {
        return of(
                Schemas.with(Schemas.type("object"), "additionalProperties", value.schema()),
                (out, map) -> {
                    out.beginMap(map.size());
                    for (Map.Entry<String, T> entry : map.entrySet()) {
                        out.key(entry.getKey());
                        value.write(out, entry.getValue());
                    }
                    out.endMap();
                },
                in -> in.map(value),
                Object::toString);
    }

    /**
     * A map with keys of any type, for rows.
     *
     * @param empty makes what the entries are read into
     */
    public static <K, V, M extends Map<K, V>> ValueType<M> entries(
            ValueType<K> key, ValueType<V> value, Supplier<M> empty) {
        return of(
                Schemas.type("array"),
                (out, map) -> {
                    out.beginMap(map.size());
                    for (Map.Entry<K, V> entry : map.entrySet()) {
                        key.write(out, entry.getKey());
                        value.write(out, entry.getValue());
                    }
                    out.endMap();
                },
                in -> {
                    M map = empty.get();
                    for (int left = in.entryCount(); left > 0; left--) {
                        map.put(key.read(in), value.read(in));
                    }
                    return map;
                });
    }

    /** A type of whose values nothing but reading and writing is asked. */
    public static <T> ValueType<T> of(Map<String, Object> schema, Writing<T> writing, Reading<T> reading) {
        return of(schema, writing, reading, Object::toString);
    }

    private static <T> ValueType<T> simple(String type, Writing<T> writing, Reading<T> reading) {
        return of(Schemas.type(type), writing, reading);
    }

    private static <T> ValueType<T> of(
            Map<String, Object> schema, Writing<T> writing, Reading<T> reading, Function<T, String> text) {
        return new ValueType<>(schema, writing, reading, (value, owner) -> text.apply(value), null);
    }

    private static <T> ValueType<T> object(Shape<T> shape, BiFunction<T, AccountId, String> text) {
        Fields<T> fields = shape.fields();
        return new ValueType<>(
                fields.schema(),
                (out, value) -> out.object(fields, value),
                in -> shape.make(new Values(in.object(fields))),
                text,
                fields);
    }

    private static long sequence(OwnedId kind, ValueReader in) throws IOException {
        String text = in.text();
        long number = kind.sequence(text, in.owner());
        if (number == OwnedId.NONE) {
            throw in.wrong(kind.isOne(text) ? "is of another account" : "is no id of this ledger");
        }
        return number;
    }
}
