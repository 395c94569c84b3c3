package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ledger.event.Booking;
import ledger.event.LedgerEvent;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import ledger.streams.json.JsonText;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/** The model that metadata names: {@code provider} and {@code modelName}, where both are strings that can. */
public final class MetadataModel {
    private static final String PROVIDER = "provider";
    private static final String MODEL_NAME = "modelName";

    private @Nullable String provider;
    private @Nullable String modelName;

    private MetadataModel() {}

    /** The model that an event itself names, the one asked for whatever price stood in; else that of its metadata. */
    public static Optional<ModelId> of(LedgerEvent event, Booking booking) {
        Usage usage = event.usage();
        if (usage != null) {
            return Optional.of(usage.model());
        }
        String metadata = booking.note().metadata();
        return metadata == null ? Optional.empty() : of(metadata);
    }

    /** The model of a metadata object as text, which writes names without escapes; empty where it names none. */
    static Optional<ModelId> of(String metadata) {
        if (!metadata.contains(PROVIDER) || !metadata.contains(MODEL_NAME)) {
            return Optional.empty();
        }
        MetadataModel model = new MetadataModel();
        try (JsonParser in = JsonText.parser(metadata.getBytes(StandardCharsets.UTF_8))) {
            Members.readMessage(in, model::member);
        } catch (IOException e) {
            throw new IllegalArgumentException("not the metadata of an event of this ledger", e);
        }
        return model.id();
    }

    private void member(String name, JsonParser in) throws IOException {
        boolean isText = in.currentToken() == JsonToken.VALUE_STRING;
        if (isText && name.equals(PROVIDER)) {
            provider = in.getText();
        } else if (isText && name.equals(MODEL_NAME)) {
            modelName = in.getText();
        } else {
            in.skipChildren();
        }
    }

    private Optional<ModelId> id() {
        return provider != null && modelName != null && ModelId.isProvider(provider) && ModelId.isModelName(modelName)
                ? Optional.of(new ModelId(provider, modelName))
                : Optional.empty();
    }
}
