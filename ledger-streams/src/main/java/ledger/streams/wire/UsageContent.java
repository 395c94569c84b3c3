package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import ledger.AccountId;
import ledger.HoldId;
import ledger.Note;
import ledger.OwnedId;
import ledger.account.Reason;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import ledger.streams.json.JsonDecimals;
import ledger.streams.json.Members;
import ledger.streams.json.MetadataText;
import org.jspecify.annotations.Nullable;

/**
 * The data of a usage event while it is read. Its publisher can be told of a mistake, so unlike a stored command's its
 * unknown members are refused, by name.
 */
final class UsageContent {
    /** Other names are not repeated: they could be anything, of any length. */
    private static final Pattern PLAIN_NAME = Pattern.compile("\\w{1,64}");

    private final EnumMap<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
    private @Nullable String provider;
    private @Nullable String modelName;
    private Reason reason = Reason.MODEL_USAGE;
    private boolean allowDebt = true;
    private @Nullable String holdId;
    private @Nullable String description;
    private @Nullable String metadata;

    private UsageContent() {}

    /** The object that the parser stands on. */
    static UsageContent read(JsonParser in) throws IOException {
        UsageContent data = new UsageContent();
        Members.readObject(in, data::member);
        return data;
    }

    Usage usage() {
        String ofProvider = Members.required(provider, "provider");
        String ofModel = Members.required(modelName, "modelName");
        if (!ModelId.isProvider(ofProvider)) {
            throw new IllegalArgumentException("provider must have 1 to 200 characters and no /");
        }
        if (!ModelId.isModelName(ofModel)) {
            throw new IllegalArgumentException("modelName must have 1 to 200 characters");
        }
        return new Usage(new ModelId(ofProvider, ofModel), quantities);
    }

    Reason reason() {
        return reason;
    }

    boolean allowDebt() {
        return allowDebt;
    }

    /** The hold that was placed for the usage, of that account; null where none is named. */
    @Nullable
    HoldId hold(AccountId account) {
        return holdId == null
                ? null
                : OwnedId.HOLD
                        .parse(holdId)
                        .filter(hold -> hold.account().equals(account))
                        .map(hold -> new HoldId(hold.sequence()))
                        .orElseThrow(() -> new IllegalArgumentException("holdId is no hold of the subject"));
    }

    Note note() {
        return description == null && metadata == null ? Note.NONE : new Note(description, metadata);
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "provider" -> provider = Members.text(in);
            case "modelName" -> modelName = Members.text(in);
            case "reason" -> reason = reason(Members.text(in));
            case "allowDebt" -> allowDebt = Members.bool(in);
            case "holdId" -> holdId = Members.text(in);
            case "description" -> description = Members.text(in, Note.DESCRIPTION_LENGTH_MAX);
            case "metadata" -> metadata = MetadataText.read(in);
            default -> quantities.put(meter(name), JsonDecimals.read(in, Usage.SCALE_MAX));
        }
    }

    private static Meter meter(String name) {
        Meter meter = Meter.named(name);
        if (meter == null) {
            throw new IllegalArgumentException(
                    (PLAIN_NAME.matcher(name).matches() ? name : "a field") + " is not known in the data of a usage");
        }
        return meter;
    }

    /** In any case, as requests say it; the one that only the ledger gives is none of them. */
    private static Reason reason(String text) {
        List<Reason> allowed = new ArrayList<>(List.of(Reason.values()));
        allowed.remove(Reason.GRANT_EXPIRED);
        return allowed.stream()
                .filter(reason -> reason.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("reason is none of " + allowed));
    }
}
