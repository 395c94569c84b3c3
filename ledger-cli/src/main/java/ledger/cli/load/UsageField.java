package ledger.cli.load;

import java.util.Arrays;
import java.util.Optional;
import ledger.pricing.Meter;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a usage that a column can carry, with the usual names of such columns, in lower case without
 * punctuation.
 *
 * <p>Only names that mean the same pool are here. OpenAI's {@code cached_tokens} and {@code reasoning_tokens} are parts
 * of its prompt and completion tokens. Our pools exclude each other, so a person has to say what they are.
 */
enum UsageField {
    ID("id", null, "id", "eventid", "requestid", "generationid"),
    USER_ID("userId", null, "userid", "user", "subject", "customerid", "enduser", "enduserid", "username"),
    TIME("time", null, "time", "timestamp", "datetime", "date", "createdat", "starttime", "startedat"),
    PROVIDER("provider", null, "provider", "vendor", "modelprovider", "customllmprovider"),
    MODEL_NAME("modelName", null, "modelname", "model", "modelid"),
    MESSAGE_COUNT("messageCount", Meter.MESSAGE_COUNT, "messagecount", "messages", "nummessages"),
    INPUT_TOKENS(
            "inputTokens",
            Meter.INPUT_TOKENS,
            "inputtokens",
            "contexttokens",
            "prompttokens",
            "tokensin",
            "numinputtokens",
            "numprompttokens"),
    CACHED_INPUT_TOKENS(
            "cachedInputTokens",
            Meter.CACHED_INPUT_TOKENS,
            "cachedinputtokens",
            "cachereadinputtokens",
            "cachereadtokens"),
    CACHE_WRITE_TOKENS(
            "cacheWriteTokens",
            Meter.CACHE_WRITE_TOKENS,
            "cachewritetokens",
            "cachecreationinputtokens",
            "cachecreationtokens"),
    OUTPUT_TOKENS(
            "outputTokens",
            Meter.OUTPUT_TOKENS,
            "outputtokens",
            "generatedtokens",
            "completiontokens",
            "tokensout",
            "numoutputtokens",
            "numcompletiontokens"),
    REASONING_TOKENS("reasoningTokens", Meter.REASONING_TOKENS),
    TOKEN_COUNT("tokenCount", Meter.TOKEN_COUNT, "tokencount", "totaltokens", "tokens", "numtokens"),
    IMAGES("images", Meter.IMAGES, "images", "imagecount", "numimages"),
    AUDIO_SECONDS("audioSeconds", Meter.AUDIO_SECONDS, "audioseconds"),
    CHARACTERS("characters", Meter.CHARACTERS, "characters", "charactercount", "numcharacters"),
    REASON("reason", null, "reason"),
    DESCRIPTION("description", null, "description"),
    METADATA("metadata", null, "metadata"),
    ALLOW_DEBT("allowDebt", null, "allowdebt");

    private final String text;
    private final @Nullable Meter meter;
    private final String usualNames;

    UsageField(String text, @Nullable Meter meter, String... usualNames) {
        this.text = text;
        this.meter = meter;
        this.usualNames = ' ' + String.join(" ", usualNames) + ' ';
    }

    /** Its name in a usage event and in {@code --map}. */
    String text() {
        return text;
    }

    /** What it counts; empty where it counts nothing. */
    Optional<Meter> meter() {
        return Optional.ofNullable(meter);
    }

    /** Whether columns of this field are usually called so; the name in lower case without punctuation. */
    boolean isUsually(String name) {
        return !name.isEmpty() && usualNames.contains(' ' + name + ' ');
    }

    static Optional<UsageField> ofText(String text) {
        return Arrays.stream(values()).filter(field -> field.text.equals(text)).findFirst();
    }
}
