package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ledger.IsoTime;
import ledger.account.AlertType;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonText;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/** The targets of webhooks as JSON, as they stand in {@code ledger.webhooks}, all in one record. */
public final class WebhookCodec {
    /** Targets, each of a url of the greatest length, take a twentieth. */
    static final int BYTES_MAX = 1 << 20;

    private static final int VERSION = 1;

    private @Nullable String id;
    private @Nullable String url;
    private final Set<AlertType> types = EnumSet.noneOf(AlertType.class);
    private boolean enabled;
    private @Nullable String secret;
    private @Nullable Long sinceMillis;

    private WebhookCodec() {}

    public static byte[] write(List<WebhookTarget> targets) {
        return JsonText.object(out -> {
            out.writeNumberField("version", VERSION);
            out.writeArrayFieldStart("targets");
            for (WebhookTarget target : targets) {
                write(out, target);
            }
            out.writeEndArray();
        });
    }

    /** Reads what anybody wrote. */
    public static Decoded<List<WebhookTarget>> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, WebhookCodec::readTargets);
    }

    private static void write(JsonGenerator out, WebhookTarget target) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", target.id());
        out.writeStringField("url", target.url().toString());
        out.writeArrayFieldStart("alertTypes");
        for (AlertType type : target.types()) {
            out.writeString(type.name());
        }
        out.writeEndArray();
        out.writeBooleanField("enabled", target.enabled());
        out.writeStringField("secret", target.secret());
        out.writeStringField("since", IsoTime.text(target.sinceMillis()));
        out.writeEndObject();
    }

    private static List<WebhookTarget> readTargets(JsonParser in) throws IOException {
        List<WebhookTarget> targets = new ArrayList<>();
        Members.readMessage(in, (member, value) -> {
            if (member.equals("targets")) {
                Members.readList(value, (list, element) -> {
                    WebhookCodec fields = new WebhookCodec();
                    Members.readObject(element, fields::member);
                    add(targets, fields.target());
                });
            } else {
                value.skipChildren();
            }
        });
        return targets;
    }

    /** Each has a thread and a consumer of its own, so there is never one too many, nor two of one id. */
    private static void add(List<WebhookTarget> targets, WebhookTarget target) {
        if (targets.size() == Webhooks.TARGETS_MAX) {
            throw new IllegalArgumentException("targets are more than " + Webhooks.TARGETS_MAX);
        }
        if (targets.stream().anyMatch(other -> other.id().equals(target.id()))) {
            throw new IllegalArgumentException("two targets have one id");
        }
        targets.add(target);
    }

    private void member(String member, JsonParser in) throws IOException {
        switch (member) {
            case "id" -> id = Members.text(in);
            case "url" -> url = Members.text(in);
            case "alertTypes" -> readTypes(in);
            case "enabled" -> enabled = Members.bool(in);
            case "secret" -> secret = Members.text(in);
            case "since" -> sinceMillis = Members.time(in);
            default -> in.skipChildren();
        }
    }

    /** A type that a later build knows is passed over. */
    private void readTypes(JsonParser in) throws IOException {
        Members.readList(in, (list, element) -> {
            String found = element.currentToken() == JsonToken.VALUE_STRING ? element.getText() : "";
            element.skipChildren();
            for (AlertType type : AlertType.values()) {
                if (type.name().equals(found)) {
                    types.add(type);
                }
            }
        });
    }

    private WebhookTarget target() {
        return new WebhookTarget(
                Members.required(id, "id"),
                URI.create(Members.required(url, "url")),
                types,
                enabled,
                Members.required(secret, "secret"),
                Members.required(sinceMillis, "since"));
    }
}
