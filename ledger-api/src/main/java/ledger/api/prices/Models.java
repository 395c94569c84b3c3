package ledger.api.prices;

import ledger.api.http.Call;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.pricing.ModelId;
import org.jspecify.annotations.Nullable;

/** Which model a request is about. */
final class Models {
    static final String PROVIDER = "provider";
    static final String MODEL_NAME = "modelName";

    private static final String MODEL_NAME_RULE =
            "a text of 1 to " + ModelId.LENGTH_MAX + " characters without control characters";
    private static final String PROVIDER_RULE = MODEL_NAME_RULE + " and without /";

    private Models() {}

    static ModelId inPath(Call call) {
        String provider = call.pathParameter(PROVIDER);
        String modelName = call.pathParameter(MODEL_NAME);
        require(PROVIDER, ModelId.isProvider(provider), PROVIDER_RULE);
        require(MODEL_NAME, ModelId.isModelName(modelName), MODEL_NAME_RULE);
        return new ModelId(provider, modelName);
    }

    static ModelId inBody(Body body) {
        return new ModelId(
                body.text(PROVIDER, ModelId::isProvider, PROVIDER_RULE),
                body.text(MODEL_NAME, ModelId::isModelName, MODEL_NAME_RULE));
    }

    static @Nullable String providerInQuery(Body query) {
        return query.textOrNull(PROVIDER, ModelId::isProvider, PROVIDER_RULE);
    }

    private static void require(String name, boolean isValid, String rule) {
        if (!isValid) {
            throw ApiException.invalid(name, name + " must be " + rule);
        }
    }
}
