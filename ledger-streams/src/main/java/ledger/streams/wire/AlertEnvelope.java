package ledger.streams.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import ledger.account.AccountTypes;
import ledger.account.AlertType;
import ledger.message.Field;
import ledger.message.Shape;
import ledger.message.ValueTypes;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonText;

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

    private static final Shape<AlertEnvelope> SHAPE = Shape.of(of -> {
        Field<String> id = of.required("id", ValueTypes.TEXT, AlertEnvelope::id);
        Field<AlertType> type = of.required("type", AccountTypes.MEASURE, AlertEnvelope::type);
        Field<String> time = of.required("time", ValueTypes.TEXT, AlertEnvelope::time);
        return in -> new AlertEnvelope(in.get(id), in.get(type), in.get(time));
    });

    public AlertEnvelope {
        if (!PLAIN.matcher(id).matches() || !PLAIN.matcher(time).matches()) {
            throw new IllegalArgumentException("id and time of an alert have 1 to 256 characters of ASCII");
        }
    }

    /** Reads what anybody wrote. */
    public static Decoded<AlertEnvelope> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, SHAPE);
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
}
