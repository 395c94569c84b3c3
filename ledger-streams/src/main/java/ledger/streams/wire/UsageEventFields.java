package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Locale;
import ledger.AccountId;
import ledger.IsoTime;
import ledger.Text;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/** The attributes and the data of one usage event while it is read, in whatever order they come. */
final class UsageEventFields {
    private static final String SPEC_VERSION = "1.0";
    private static final String TYPE = "credits.usage";

    private @Nullable String specVersion;
    private @Nullable String type;
    private @Nullable String source;
    private @Nullable String id;
    private @Nullable String subject;
    private @Nullable String time;
    private @Nullable String dataContentType;
    private @Nullable UsageContent data;

    /** Takes one member of a structured event. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "specversion", "type", "source", "id", "subject", "time", "datacontenttype" ->
                attribute(name, Members.text(in));
            case "data" -> data(in);
            case "data_base64" -> throw new IllegalArgumentException("data must be a JSON object, not data_base64");
            default -> in.skipChildren();
        }
    }

    /** Takes one attribute; extensions are anybody's, and ignored. */
    void attribute(String name, String value) {
        switch (name) {
            case "specversion" -> specVersion = value;
            case "type" -> type = value;
            case "source" -> source = value;
            case "id" -> id = value;
            case "subject" -> subject = value;
            case "time" -> time = value;
            case "datacontenttype" -> dataContentType = value;
            default -> {}
        }
    }

    /** Takes the object that the parser stands on as the data. */
    void data(JsonParser in) throws IOException {
        data = UsageContent.read(in);
    }

    /** The event that the fields make. */
    UsageEvent event() {
        requireEqual(SPEC_VERSION, Members.required(specVersion, "specversion"), "specversion");
        requireEqual(TYPE, Members.required(type, "type"), "type");
        requireJson();
        UsageContent ofEvent = Members.required(data, "data");
        AccountId account = subject();
        return new UsageEvent(
                printable(source, "source"),
                printable(id, "id"),
                account,
                time == null ? null : millis(time),
                ofEvent.usage(),
                ofEvent.reason(),
                ofEvent.allowDebt(),
                ofEvent.hold(account),
                ofEvent.note());
    }

    private AccountId subject() {
        String userId = Members.required(subject, "subject");
        if (!AccountId.isValid(userId)) {
            throw new IllegalArgumentException(
                    "subject must be a user id: 1 to 128 characters without control characters");
        }
        return new AccountId(userId);
    }

    private void requireJson() {
        if (dataContentType != null && !isJson(dataContentType)) {
            throw new IllegalArgumentException("datacontenttype must be JSON");
        }
    }

    /** Whether a media type, parameters aside, is JSON. */
    private static boolean isJson(String mediaType) {
        String bare = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return bare.endsWith("/json") || bare.endsWith("+json");
    }

    /** In a year of four digits, so that every reader of events can read it back. */
    private static long millis(String text) {
        if (!text.matches("\\d{4}-.*")) {
            throw new IllegalArgumentException("time is not ISO 8601");
        }
        return IsoTime.millis(text.toUpperCase(Locale.ROOT));
    }

    private static String printable(@Nullable String value, String name) {
        String text = Members.required(value, name);
        if (text.isEmpty() || !Text.isPrintable(text)) {
            throw new IllegalArgumentException(name + " must not be empty nor have control characters");
        }
        return text;
    }

    private static void requireEqual(String expected, String actual, String name) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException(name + " must be " + expected);
        }
    }
}
