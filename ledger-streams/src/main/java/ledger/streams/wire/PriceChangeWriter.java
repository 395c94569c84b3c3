package ledger.streams.wire;

import java.util.Optional;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.streams.json.JsonText;

/** The names of price changes, what each is about, and the members that it has of its own. */
final class PriceChangeWriter {
    static final PriceChange.Handler<String> TYPE_OF = new TypeOf();
    static final PriceChange.Handler<Optional<ModelId>> MODEL_OF = new ModelOf();
    static final PriceChange.Handler<JsonText.Body> BODY_OF = new BodyOf();

    private PriceChangeWriter() {}

    private static final class TypeOf implements PriceChange.Handler<String> {
        @Override
        public String on(PriceChange.SetPrice change) {
            return "SetPrice";
        }

        @Override
        public String on(PriceChange.DeletePrice change) {
            return "DeletePrice";
        }

        @Override
        public String on(PriceChange.InitializePrices change) {
            return "InitializePrices";
        }

        @Override
        public String on(PriceChange.ImportPrices change) {
            return "ImportPrices";
        }
    }

    private static final class ModelOf implements PriceChange.Handler<Optional<ModelId>> {
        @Override
        public Optional<ModelId> on(PriceChange.SetPrice change) {
            return Optional.of(change.patch().model());
        }

        @Override
        public Optional<ModelId> on(PriceChange.DeletePrice change) {
            return Optional.of(change.model());
        }

        @Override
        public Optional<ModelId> on(PriceChange.InitializePrices change) {
            return Optional.empty();
        }

        @Override
        public Optional<ModelId> on(PriceChange.ImportPrices change) {
            return Optional.empty();
        }
    }

    private static final class BodyOf implements PriceChange.Handler<JsonText.Body> {
        @Override
        public JsonText.Body on(PriceChange.SetPrice change) {
            return out -> {
                out.writeFieldName("price");
                PatchJson.write(out, change.patch());
            };
        }

        @Override
        public JsonText.Body on(PriceChange.DeletePrice change) {
            return out -> {
                out.writeStringField("provider", change.model().provider());
                out.writeStringField("modelName", change.model().modelName());
            };
        }

        @Override
        public JsonText.Body on(PriceChange.InitializePrices change) {
            return out -> out.writeBooleanField("overwrite", change.overwrite());
        }

        @Override
        public JsonText.Body on(PriceChange.ImportPrices change) {
            return out -> {
                out.writeArrayFieldStart("prices");
                for (PriceChange.Patch patch : change.patches()) {
                    PatchJson.write(out, patch);
                }
                out.writeEndArray();
            };
        }
    }
}
