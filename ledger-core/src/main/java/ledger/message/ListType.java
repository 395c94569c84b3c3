package ledger.message;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ledger.AccountId;

/** A list of values of one type. */
final class ListType<T> extends ValueType<List<T>> {
    private final ValueType<T> element;
    private final int countMax;

    ListType(ValueType<T> element, int countMax) {
        this.element = element;
        this.countMax = countMax;
    }

    @Override
    public void write(ValueWriter out, List<T> value) throws IOException {
        out.beginList(value.size());
        for (T one : value) {
            element.write(out, one);
        }
        out.endList();
    }

    @Override
    public List<T> read(ValueReader in) throws IOException {
        return in.list(element, countMax);
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.with(Schemas.type("array"), "items", element.schema());
    }

    @Override
    public String text(List<T> value, AccountId owner) {
        return value.stream().map(one -> element.text(one, owner)).collect(Collectors.joining(","));
    }
}
