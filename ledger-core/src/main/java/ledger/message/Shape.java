package ledger.message;

import java.util.function.Function;

/** Fields, and what they make together: an object in a message, or a part of one. Immutable. */
public final class Shape<T> {
    private final Fields<T> fields;
    private final Function<Values, T> maker;

    private Shape(Fields<T> fields, Function<Values, T> maker) {
        this.fields = fields;
        this.maker = maker;
    }

    /**
     * Declares a shape.
     *
     * @param declaration declares the fields in their order, and gives what makes the value of them
     */
    public static <T> Shape<T> of(Function<Fields.Declaration<T>, Function<Values, T>> declaration) {
        Fields.Declaration<T> fields = new Fields.Declaration<>();
        Function<Values, T> maker = declaration.apply(fields);
        return new Shape<>(fields.done(), maker);
    }

    public Fields<T> fields() {
        return fields;
    }

    /** What the values make. Throws {@link IllegalArgumentException} where they make nothing. */
    public T make(Values values) {
        return maker.apply(values);
    }
}
