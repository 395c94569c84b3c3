package ledger.api.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An element of an array of a body, which may turn out to be no object. */
public final class Element {
    private final JsonNode node;

    Element(JsonNode node) {
        this.node = node;
    }

    /** The object it is; its fields are named without the array in errors. */
    public Body object() {
        if (!(node instanceof ObjectNode object)) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "each element must be a JSON object");
        }
        return new Body(object, "");
    }

    /** The choice it is, written in any case; {@code name} is the array's. */
    public <E extends Enum<E>> E choice(String name, List<E> choices) {
        return Choices.find(node.isTextual() ? node.textValue() : "", choices)
                .orElseThrow(() -> ApiException.invalid(name, name + " must be some of " + Choices.listed(choices)));
    }

    /** The object it is, named so in errors; its fields are named {@code path.field}. */
    public Body object(String path) {
        if (!(node instanceof ObjectNode object)) {
            throw ApiException.invalid(path, path + " must be a JSON object");
        }
        return new Body(object, path + '.');
    }
}
