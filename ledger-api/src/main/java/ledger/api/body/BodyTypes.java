package ledger.api.body;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import ledger.AccountId;
import ledger.Credits;
import ledger.Text;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.api.http.json.Element;

/** The types that fields of bodies have. */
public final class BodyTypes {
    /** Texts without control characters. */
    public static final String PRINTABLE = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$";

    private static final long AMOUNT_MAX = Credits.AMOUNT_MAX.micros() / Credits.MICROS_PER_CREDIT;

    public static final BodyType<AccountId> ACCOUNT = BodyType.of("string", Body::accountOrNull)
            .with("minLength", 1)
            .with("maxLength", AccountId.LENGTH_MAX)
            .with("pattern", PRINTABLE)
            .named("UserId");

    public static final BodyType<Credits> AMOUNT = BodyType.of("number", Amounts::positiveOrNull)
            .with("exclusiveMinimum", 0)
            .with("maximum", AMOUNT_MAX)
            .says("Credits, at most six decimals.")
            .named("Amount");

    /** Micro-credits, negative or positive. */
    public static final BodyType<Long> SIGNED_AMOUNT = BodyType.of("number", Amounts::signedMicrosOrNull)
            .with("minimum", -AMOUNT_MAX)
            .with("maximum", AMOUNT_MAX)
            .says("Credits, not 0, at most six decimals.")
            .named("SignedAmount");

    public static final BodyType<Credits> FROM_ZERO =
            BodyType.of("number", Amounts::fromZeroOrNull).with("minimum", 0).with("maximum", AMOUNT_MAX);

    public static final BodyType<Boolean> FLAG = BodyType.of("boolean", Body::flagOrNull);

    /** Epoch milliseconds; a date is its first. */
    public static final BodyType<Long> START = time(Body::startMillis);

    /** Epoch milliseconds; a date is its last. */
    public static final BodyType<Long> END = time(Body::endMillis);

    private BodyTypes() {}

    public static BodyType<Integer> whole(int min, int max) {
        return BodyType.of("integer", (body, name) -> body.wholeOrNull(name, min, max))
                .with("format", "int32")
                .with("minimum", min)
                .with("maximum", max);
    }

    public static <E extends Enum<E>> BodyType<E> choice(List<E> choices) {
        return BodyType.of("string", (body, name) -> body.choiceOrNull(name, choices))
                .with("enum", choices.stream().map(Enum::name).toList());
    }

    /** A text that the predicate holds for; {@code rule} says what is expected. */
    public static BodyType<String> text(Predicate<String> valid, String rule) {
        return BodyType.of("string", (body, name) -> body.textOrNull(name, valid, rule));
    }

    /** What somebody calls something. */
    public static BodyType<String> name(int lengthMax) {
        return name(lengthMax, Text::isPrintable, "");
    }

    /** The same, with a rule of its own. */
    public static BodyType<String> name(int lengthMax, Predicate<String> valid, String rule) {
        return text(
                        text -> !text.isEmpty() && text.length() <= lengthMax && valid.test(text),
                        "a text of 1 to " + lengthMax + " characters without control characters" + rule)
                .with("minLength", 1)
                .with("maxLength", lengthMax);
    }

    /** The id of something; that it is one, and of whom, is not asked here. */
    public static BodyType<String> id(String what) {
        return text(text -> !text.isEmpty(), "the id of a " + what);
    }

    /** An object of the caller's, as text with its keys sorted. */
    public static BodyType<String> object(int bytesMax) {
        return BodyType.of("object", (body, name) -> body.canonicalObjectOrNull(name, bytesMax));
    }

    /**
     * Objects of which no two have the same value of one field.
     *
     * @param component what their schema is called
     * @param unique what none shares with another
     * @param field where that stands, {@code rule} what an error says of it
     */
    public static <T> BodyType<List<T>> list(
            String component, BodyShape<T> shape, int countMax, Function<T, ?> unique, String field, String rule) {
        BodyType<List<T>> type = BodyType.of("array", (body, name) -> {
            if (!body.has(name)) {
                return null;
            }
            List<Element> elements = body.elements(name, 0, countMax);
            List<T> list = new ArrayList<>();
            Set<Object> seen = new HashSet<>();
            for (int i = 0; i < elements.size(); i++) {
                Body element = elements.get(i)
                        .object(name + '[' + i + ']')
                        .only(shape.fields().names());
                T one = shape.read(element);
                if (!seen.add(unique.apply(one))) {
                    throw element.invalid(field, rule);
                }
                list.add(one);
            }
            return list;
        });
        return type.with("maxItems", countMax).ofItems(component, shape.fields());
    }

    private static BodyType<Long> time(BiFunction<Body, String, Optional<Long>> reading) {
        return BodyType.of("string", (body, name) -> reading.apply(body, name).orElse(null))
                .says("ISO 8601 with any offset, or a date.")
                .named("TimeOrDate");
    }
}
