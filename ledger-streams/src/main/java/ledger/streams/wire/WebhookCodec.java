package ledger.streams.wire;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.account.AlertType;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.message.Field;
import ledger.message.Shape;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonText;
import ledger.streams.json.JsonValues;

/** The targets of webhooks as JSON, as they stand in {@code ledger.webhooks}, all in one record. */
public final class WebhookCodec {
    /** Targets, each of a url of the greatest length, take a twentieth. */
    static final int BYTES_MAX = 1 << 20;

    private static final int VERSION = 1;

    private static final ValueType<URI> URL = ValueTypes.TEXT.as(URI::create, URI::toString);
    private static final ValueType<Set<AlertType>> ALERT_TYPES = ValueTypes.list(ValueTypes.TEXT, Integer.MAX_VALUE)
            .as(
                    WebhookCodec::known,
                    types -> types.stream().map(AlertType::name).toList());

    private static final Shape<WebhookTarget> TARGET = Shape.of(of -> {
        Field<String> id = of.required("id", ValueTypes.TEXT, WebhookTarget::id);
        Field<URI> url = of.required("url", URL, WebhookTarget::url);
        Field<Set<AlertType>> types = of.orElse(Set.of(), "alertTypes", ALERT_TYPES, WebhookTarget::types);
        Field<Boolean> enabled = of.orElse(false, "enabled", ValueTypes.FLAG, WebhookTarget::enabled);
        Field<String> secret = of.required("secret", ValueTypes.TEXT, WebhookTarget::secret);
        Field<Long> since = of.required("since", ValueTypes.TIME, WebhookTarget::sinceMillis);
        return in -> new WebhookTarget(
                in.get(id), in.get(url), in.get(types), in.get(enabled), in.get(secret), in.get(since));
    });

    private static final Shape<List<WebhookTarget>> ALL = Shape.of(of -> {
        Field<List<WebhookTarget>> targets = of.orElse(
                List.of(), "targets", ValueTypes.list(ValueTypes.object(TARGET), Integer.MAX_VALUE), all -> all);
        return in -> checked(in.get(targets));
    });

    private WebhookCodec() {}

    public static byte[] write(List<WebhookTarget> targets) {
        return JsonText.object(out -> {
            out.writeNumberField("version", VERSION);
            new JsonValues(out, null).members(ALL.fields(), targets);
        });
    }

    /** Reads what anybody wrote. */
    public static Decoded<List<WebhookTarget>> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, ALL);
    }

    /** A type that a later build knows is passed over. */
    private static Set<AlertType> known(List<String> names) {
        return Arrays.stream(AlertType.values())
                .filter(type -> names.contains(type.name()))
                .collect(Collectors.toSet());
    }

    /** Each has a thread and a consumer of its own, so there is never one too many, nor two of one id. */
    private static List<WebhookTarget> checked(List<WebhookTarget> targets) {
        if (targets.size() > Webhooks.TARGETS_MAX) {
            throw new IllegalArgumentException("targets are more than " + Webhooks.TARGETS_MAX);
        }
        if (targets.stream().map(WebhookTarget::id).distinct().count() < targets.size()) {
            throw new IllegalArgumentException("two targets have one id");
        }
        return targets;
    }
}
