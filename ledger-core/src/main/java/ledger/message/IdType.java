package ledger.message;

import java.io.IOException;
import java.util.Map;
import java.util.function.ToLongFunction;
import ledger.AccountId;
import ledger.OwnedId;

/** An id of something of the account: with the account in JSON, without it in rows. */
final class IdType<T> extends ValueType<T> {
    private final OwnedId kind;
    private final ValueTypes.Naming<T> id;
    private final ToLongFunction<T> sequence;

    IdType(OwnedId kind, ValueTypes.Naming<T> id, ToLongFunction<T> sequence) {
        this.kind = kind;
        this.id = id;
        this.sequence = sequence;
    }

    @Override
    public void write(ValueWriter out, T value) throws IOException {
        if (out.isCompact()) {
            out.whole(sequence.applyAsLong(value));
        } else {
            out.text(text(value, out.owner()));
        }
    }

    @Override
    public T read(ValueReader in) throws IOException {
        return id.name(in, in.isCompact() ? in.whole() : sequence(in));
    }

    private long sequence(ValueReader in) throws IOException {
        String text = in.text();
        long number = kind.sequence(text, in.owner());
        if (number == OwnedId.NONE) {
            throw in.wrong(kind.isOne(text) ? "is of another account" : "is no id of this ledger");
        }
        return number;
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.type("string");
    }

    @Override
    public String text(T value, AccountId owner) {
        return kind.text(sequence.applyAsLong(value), owner);
    }
}
