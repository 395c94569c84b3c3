package ledger.streams.rows;

import java.util.function.Function;
import ledger.message.Fields;
import ledger.message.Shape;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import ledger.message.Values;

/** The bytes of one kind of row, as its declaration says. */
final class RowFormat<T> {
    private final ValueType<T> type;

    private RowFormat(ValueType<T> type) {
        this.type = type;
    }

    /** Declares a row: its fields in their order, and what they make. */
    static <T> RowFormat<T> of(Function<Fields.Declaration<T>, Function<Values, T>> declaration) {
        return new RowFormat<>(ValueTypes.object(Shape.of(declaration)));
    }

    /** The same as a value in another row. */
    ValueType<T> type() {
        return type;
    }

    byte[] write(T row) {
        RowValues out = new RowValues();
        type.write(out, row);
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    T read(byte[] bytes) {
        RowMessage in = new RowMessage(bytes, null);
        T row = type.read(in);
        in.done();
        return row;
    }
}
