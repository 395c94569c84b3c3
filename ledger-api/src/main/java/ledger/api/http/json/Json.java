package ledger.api.http.json;

/** Something that writes itself as JSON: the members of the object that is open, or one value. */
@FunctionalInterface
public interface Json {
    Json NOTHING = out -> {};

    void write(JsonWriter out);
}
