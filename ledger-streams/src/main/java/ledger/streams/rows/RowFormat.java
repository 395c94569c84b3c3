package ledger.streams.rows;

import java.util.function.Function;
import ledger.message.Fields;
import ledger.message.Shape;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import ledger.message.Values;

/** The bytes of one kind of row, as its declaration says. */
final class RowFormat<T> {
    private final Shape<T> shape;

    private RowFormat(Shape<T> shape) {
        this.shape = shape;
    }

    /** Declares a row: its fields in their order, and what they make. */
    static <T> RowFormat<T> of(Function<Fields.Declaration<T>, Function<Values, T>> declaration) {
        return new RowFormat<>(Shape.of(declaration));
    }

    /** The same as a value in another row. */
    ValueType<T> type() {
        return ValueTypes.object(shape);
    }

    byte[] write(T row) {
        RowValues out = new RowValues();
        out.object(shape.fields(), row);
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    T read(byte[] bytes) {
        RowMessage in = new RowMessage(bytes, null);
        T row = shape.make(new Values(in.object(shape.fields())));
        in.done();
        return row;
    }
}
