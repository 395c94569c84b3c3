package ledger.api.body;

import java.util.function.Function;
import ledger.api.http.json.Body;

/** Fields, and what reads them: an object in a body, or a part of one. */
public record BodyShape<T>(BodyFields fields, Function<Body, T> reading) {
    /** Declares the fields in their order, then what reads them: in the order in which errors are found. */
    public static <T> BodyShape<T> of(Function<BodyFields, Function<Body, T>> declaration) {
        BodyFields fields = new BodyFields();
        Function<Body, T> reading = declaration.apply(fields);
        return new BodyShape<>(fields, reading);
    }

    /** Whether a body has any of the fields. */
    public boolean isIn(Body body) {
        return fields.names().stream().anyMatch(body::has);
    }

    /**
     * What the fields make. Throws {@link ledger.api.http.json.ApiException} that names the field that does not fit.
     */
    public T read(Body body) {
        T made = reading.apply(body);
        fields.checkNeeds(body);
        return made;
    }
}
