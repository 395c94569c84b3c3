package ledger.message;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.Coded;
import org.jspecify.annotations.Nullable;

/** The constants of an enumeration: each has its name in JSON, its code in rows. */
final class Constants<E extends Enum<E> & Coded> {
    private final Map<String, E> byName = new LinkedHashMap<>();
    private final List<E> constants;
    /** By code, the place of the constant among them, from 1; rows are read for each command. */
    private final byte[] places = new byte[Byte.MAX_VALUE + 1];

    private final Function<E, String> name;

    Constants(Class<E> type, Function<E, String> name) {
        this.name = name;
        constants = List.of(type.getEnumConstants());
        for (int place = 1; place <= constants.size(); place++) {
            E constant = constants.get(place - 1);
            byName.put(name.apply(constant), constant);
            if (places[constant.code()] != 0) {
                throw new IllegalStateException("two constants have the code of " + constant);
            }
            places[constant.code()] = (byte) place;
        }
    }

    void write(ValueWriter out, E value) throws IOException {
        if (out.isCompact()) {
            out.whole(value.code());
        } else {
            out.text(name.apply(value));
        }
    }

    E read(ValueReader in) throws IOException {
        E constant = in.isCompact() ? coded(in.whole()) : byName.get(in.text());
        if (constant == null) {
            throw in.wrong("is none of " + byName.keySet());
        }
        return constant;
    }

    private @Nullable E coded(long code) {
        int place = code < 0 || code >= places.length ? 0 : places[(int) code];
        return place == 0 ? null : constants.get(place - 1);
    }

    Map<String, Object> schema() {
        return Schemas.with(Schemas.type("string"), "enum", List.copyOf(byName.keySet()));
    }
}
