package ledger.api.body;

import ledger.api.http.json.Body;
import org.jspecify.annotations.Nullable;

/** One field of a body: its name, how it is read, and whether it must be there. */
public record BodyField<T>(String name, BodyType<T> type, Presence presence) {
    /** Whether a field must be there; in a path, it is in the body of no request but must be in an item of a batch. */
    public enum Presence {
        REQUIRED,
        OPTIONAL,
        IN_PATH
    }

    /**
     * The value. Throws {@link ledger.api.http.json.ApiException} that names the field where it is absent or does not
     * fit.
     */
    public T get(Body body) {
        return body.required(name, orNull(body));
    }

    /** The value, or null where it is absent. */
    public @Nullable T orNull(Body body) {
        return type.reading().apply(body, name);
    }

    public T orElse(Body body, T fallback) {
        T value = orNull(body);
        return value == null ? fallback : value;
    }
}
