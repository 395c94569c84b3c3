package ledger.message;

import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;
import ledger.AccountId;

/** An object of declared fields. */
final class ObjectType<T> extends ValueType<T> {
    private final Shape<T> shape;
    private final BiFunction<T, AccountId, String> text;

    ObjectType(Shape<T> shape, BiFunction<T, AccountId, String> text) {
        this.shape = shape;
        this.text = text;
    }

    @Override
    public void write(ValueWriter out, T value) throws IOException {
        out.object(shape.fields(), value);
    }

    @Override
    public T read(ValueReader in) throws IOException {
        return shape.make(new Values(in.object(shape.fields())));
    }

    @Override
    public Map<String, Object> schema() {
        return shape.fields().schema();
    }

    @Override
    public String text(T value, AccountId owner) {
        return text.apply(value, owner);
    }

    @Override
    boolean hasRepeats() {
        return shape.fields().hasRepeats();
    }

    @Override
    void fingerprint(T value, AccountId owner, Map<RequestField, Integer> hashes) {
        shape.fields().fingerprint(value, owner, hashes);
    }
}
