package ledger.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The model that an entry without a cost names in its metadata. */
final class MetadataModel {
    private static final JsonMapper JSON = new JsonMapper();

    private MetadataModel() {}

    /** {@code provider/modelName}, null where the metadata does not name both. */
    static @Nullable String of(@Nullable String metadata) {
        if (metadata == null) {
            return null;
        }
        try {
            JsonNode object = JSON.readTree(metadata);
            JsonNode provider = object.path("provider");
            JsonNode model = object.path("modelName");
            return provider.isTextual() && model.isTextual() ? provider.asText() + '/' + model.asText() : null;
        } catch (JsonProcessingException notOurs) {
            return null;
        }
    }
}
