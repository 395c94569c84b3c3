package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.IsoTime;
import ledger.pricing.PriceChange;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonText;
import ledger.streams.json.Members;

/**
 * Price changes as JSON, as they stand in {@code ledger.prices}: {@code {"type", "version", "actor", "effectiveFrom",
 * …the fields of the type…}}. Members without a value are absent. A type is the name of its class, never changed or
 * used again.
 *
 * <p>Reading never throws: what cannot be taken is {@link Decoded.Malformed}. Unknown members are ignored, unknown
 * types and versions are not. A change is read over and over for ever, so what is read from given bytes never changes.
 */
public final class PriceChangeCodec {
    /** As large as a record of the topic may be: an import of 8 MiB becomes one. */
    public static final int BYTES_MAX = 16 << 20;

    static final long VERSION = 1;

    /** The key of a change that is about more than one model; no provider is called so with no model. */
    private static final String KEY_OF_MANY = "*";

    private PriceChangeCodec() {}

    public static byte[] write(PriceChange change) {
        return JsonText.object(out -> {
            out.writeStringField("type", change.getClass().getSimpleName());
            out.writeNumberField("version", VERSION);
            out.writeStringField("actor", change.actor());
            out.writeStringField("effectiveFrom", IsoTime.text(change.effectiveFromMillis()));
            change.accept(new Own()).writeTo(out);
        });
    }

    /** Reads what anybody wrote. */
    public static Decoded<PriceChange> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, PriceChangeCodec::readChange);
    }

    /** The key of the change's record: {@code provider/modelName}, or {@code *} where it is about many models. */
    public static String key(PriceChange change) {
        return change.about().map(Object::toString).orElse(KEY_OF_MANY);
    }

    private static PriceChange readChange(JsonParser in) throws IOException {
        PriceChangeFields fields = new PriceChangeFields();
        Members.readMessage(in, fields::member);
        return fields.change();
    }

    /** The members that a change has of its own. */
    private static final class Own implements PriceChange.Handler<JsonText.Body> {
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
