package ledger.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.AccountId;
import ledger.Coded;

/** One of the constants of an enumeration: its name in JSON, its code in rows. */
final class ConstantType<E extends Enum<E> & Coded> extends ValueType<E> {
    private final Map<String, E> byName = new LinkedHashMap<>();
    private final Map<Long, E> byCode = new LinkedHashMap<>();
    private final Function<E, String> name;

    ConstantType(Class<E> type, Function<E, String> name) {
        this.name = name;
        for (E constant : type.getEnumConstants()) {
            byName.put(name.apply(constant), constant);
            if (byCode.put((long) constant.code(), constant) != null) {
                throw new IllegalStateException("two constants have the code of " + constant);
            }
        }
    }

    @Override
    public void write(ValueWriter out, E value) {
        if (out.isCompact()) {
            out.whole(value.code());
        } else {
            out.text(name.apply(value));
        }
    }

    @Override
    public E read(ValueReader in) {
        E constant = in.isCompact() ? byCode.get(in.whole()) : byName.get(in.text());
        if (constant == null) {
            throw in.wrong("is none of " + byName.keySet());
        }
        return constant;
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.with(Schemas.type("string"), "enum", List.copyOf(byName.keySet()));
    }

    @Override
    public String text(E value, AccountId owner) {
        return name.apply(value);
    }
}
