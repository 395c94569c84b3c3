package ledger.api.http;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.api.http.json.Json;
import ledger.api.http.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param contentType of the body, or empty where there is none
 * @param body the bytes
 * @param headers further headers
 * @param stream what follows the headers for as long as the caller listens, or null
 */
@SuppressWarnings("ArrayRecordComponent") // It is written once and never compared.
public record Reply(
        int status,
        String contentType,
        byte[] body,
        Map<String, String> headers,
        @Nullable EventStream stream) {
    private static final String JSON = "application/json;charset=utf-8";
    private static final byte[] NO_BYTES = {};

    private Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
        this(status, contentType, body, headers, null);
    }

    /** Success, with the members of {@code data}. */
    public static Reply object(int status, Json members) {
        return success(status, out -> out.object("data", members));
    }

    /** Success, with the elements of {@code data}. */
    public static Reply array(int status, Json elements) {
        return success(status, out -> out.array("data", elements));
    }

    /** Success without a body. */
    public static Reply empty() {
        return new Reply(204, "", NO_BYTES, Map.of());
    }

    /** Something that is no JSON of ours: a page, a file, metrics. */
    public static Reply content(String contentType, byte[] body) {
        return new Reply(200, contentType, body, Map.of());
    }

    /** Server-sent events, which no proxy may keep or collect. */
    public static Reply stream(EventStream stream) {
        return new Reply(
                200,
                "text/event-stream;charset=utf-8",
                NO_BYTES,
                Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"),
                stream);
    }

    /** JSON without the envelope. */
    public static Reply bare(int status, Json members) {
        return new Reply(status, JSON, JsonWriter.bytes(out -> out.object(members)), Map.of());
    }

    static Reply failure(int status, Failure failure) {
        byte[] body = JsonWriter.bytes(out -> out.object(all -> {
            all.flag("success", false);
            failure.members(all);
        }));
        return new Reply(status, JSON, body, Map.of());
    }

    /** The same answer with one header more. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more, stream);
    }

    private static Reply success(int status, Json data) {
        byte[] body = JsonWriter.bytes(out -> out.object(all -> {
            all.flag("success", true);
            data.write(all);
        }));
        return new Reply(status, JSON, body, Map.of());
    }
}
