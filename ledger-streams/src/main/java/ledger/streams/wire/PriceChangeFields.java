package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.Text;
import ledger.command.CommandHeader;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/** The members of one price change while it is read, in whatever order they come. */
final class PriceChangeFields {
    /** Seven times the longest public price list; each is some hundred bytes that every instance keeps for ever. */
    private static final int PATCHES_MAX = 20_000;

    private @Nullable String type;
    private @Nullable Long version;
    private @Nullable String actor;
    private @Nullable Long effectiveFromMillis;
    private PriceChange.@Nullable Patch price;
    private @Nullable List<PriceChange.Patch> prices;
    private @Nullable String provider;
    private @Nullable String modelName;
    private boolean overwrite;

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "type" -> type = Members.text(in);
            case "version" -> version = Members.whole(in);
            case "actor" -> actor = Members.text(in, CommandHeader.ACTOR_LENGTH_MAX);
            case "effectiveFrom" -> effectiveFromMillis = Members.time(in);
            case "price" -> price = PatchJson.read(in);
            case "prices" -> prices = patches(in);
            case "provider" -> provider = Members.text(in);
            case "modelName" -> modelName = Members.text(in);
            case "overwrite" -> overwrite = Members.bool(in);
            default -> in.skipChildren();
        }
    }

    /** The price change that the members make. */
    PriceChange change() {
        if (Members.required(version, "version") != PriceChangeCodec.VERSION) {
            throw new IllegalArgumentException("version " + version + " of price changes is not known to this build");
        }
        long from = Members.required(effectiveFromMillis, "effectiveFrom");
        return switch (Members.required(type, "type")) {
            case "SetPrice" -> new PriceChange.SetPrice(actor(), from, Members.required(price, "price"));
            case "DeletePrice" ->
                new PriceChange.DeletePrice(
                        actor(),
                        from,
                        new ModelId(Members.required(provider, "provider"), Members.required(modelName, "modelName")));
            case "InitializePrices" -> new PriceChange.InitializePrices(actor(), from, overwrite);
            case "ImportPrices" -> new PriceChange.ImportPrices(actor(), from, Members.required(prices, "prices"));
            default -> throw new IllegalArgumentException("type is of no price change known to this build");
        };
    }

    private String actor() {
        String subject = Members.required(actor, "actor");
        if (subject.isEmpty() || !Text.isPrintable(subject)) {
            throw new IllegalArgumentException("actor must have 1 to 256 characters");
        }
        return subject;
    }

    private static List<PriceChange.Patch> patches(JsonParser in) throws IOException {
        List<PriceChange.Patch> patches = new ArrayList<>();
        Members.readList(in, (list, element) -> {
            if (patches.size() == PATCHES_MAX) {
                throw new IllegalArgumentException("prices are more than " + PATCHES_MAX + "; import in parts");
            }
            patches.add(PatchJson.read(element));
        });
        return patches;
    }
}
