package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import ledger.account.AlertType;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonText;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of an alarm on {@code ledger.alerts} to pass it on.
 *
 * @param id names it
 * @param type what it is about
 * @param time when it was raised, as it stands there
 */
public record AlertEnvelope(String id, AlertType type, String time) {
    /** More than any alarm takes. */
    private static final int BYTES_MAX = 64 << 10;
    /** Ids and times are a header and a member of what is sent: they are plain, whoever wrote them. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,256}");

    public AlertEnvelope {
        if (!PLAIN.matcher(id).matches() || !PLAIN.matcher(time).matches()) {
            throw new IllegalArgumentException("id and time of an alert have 1 to 256 characters of ASCII");
        }
    }

    /** Reads what anybody wrote. */
    public static Decoded<AlertEnvelope> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, AlertEnvelope::read);
    }

    /** The message that is sent to targets: {@code {"type", "timestamp", "data"}}, the alarm byte for byte as data. */
    public byte[] message(byte[] json) {
        byte[] head = JsonText.object(out -> {
            out.writeStringField("type", "alert." + type.name().toLowerCase(Locale.ROOT));
            out.writeStringField("timestamp", time);
        });
        byte[] name = ",\"data\":".getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + name.length + json.length];
        System.arraycopy(head, 0, message, 0, head.length - 1);
        System.arraycopy(name, 0, message, head.length - 1, name.length);
        System.arraycopy(json, 0, message, head.length - 1 + name.length, json.length);
        message[message.length - 1] = '}';
        return message;
    }

    private static AlertEnvelope read(JsonParser in) throws IOException {
        Fields fields = new Fields();
        Members.readMessage(in, fields::member);
        return new AlertEnvelope(
                Members.required(fields.id, "id"),
                Members.required(fields.type, "type"),
                Members.required(fields.time, "time"));
    }

    private static final class Fields {
        private @Nullable String id;
        private @Nullable AlertType type;
        private @Nullable String time;

        void member(String name, JsonParser in) throws IOException {
            switch (name) {
                case "id" -> id = Members.text(in);
                case "type" -> type = Members.constant(in, AlertType.class);
                case "time" -> time = Members.text(in);
                default -> in.skipChildren();
            }
        }
    }
}
