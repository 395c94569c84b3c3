package ledger.api.alerts;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.account.AlertType;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;
import ledger.api.http.Call;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.api.http.json.Element;
import ledger.api.http.json.JsonWriter;

/** The targets of webhooks: all are set at once, and each is known by its url. */
public final class WebhookTargets {
    private static final Set<String> FIELDS = Set.of("url", "alertTypes", "enabled", "secret");
    private static final Set<AlertType> ALL_TYPES = Collections.unmodifiableSet(EnumSet.allOf(AlertType.class));
    private static final String URL_RULE = "an https url of at most " + WebhookTarget.URL_LENGTH_MAX
            + " characters without user and fragment, or http://localhost";
    private static final String SECRET_RULE =
            "whsec_ and " + WebhookSecret.BYTES_MIN + " to " + WebhookSecret.BYTES_MAX + " bytes as base64";
    /** As many bits as the hash that signs with it. */
    private static final int SECRET_BYTES = 32;

    private final Webhooks webhooks;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public WebhookTargets(Webhooks webhooks, InstantSource clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** GET /webhooks: without the secrets. */
    public Reply list(Call call) {
        call.query(Set.of());
        return reply(webhooks.targets(), Set.of());
    }

    /** PUT /webhooks: a secret that was made up is shown in this answer, and never again. */
    public CompletionStage<Reply> replace(Call call) {
        call.query(Set.of());
        Body body = call.body(Set.of("targets"));
        Map<URI, WebhookTarget> before =
                webhooks.targets().stream().collect(Collectors.toMap(WebhookTarget::url, Function.identity()));
        List<WebhookTarget> next = new ArrayList<>();
        Set<String> madeUp = new HashSet<>();
        Set<URI> urls = new HashSet<>();
        for (Element element : body.elements("targets", 0, Webhooks.TARGETS_MAX)) {
            WebhookTarget target = read(element.object().only(FIELDS), before, madeUp);
            if (!urls.add(target.url())) {
                throw body.invalid("targets", " must have each url once");
            }
            next.add(target);
        }
        return webhooks.replace(next).thenApply(done -> reply(next, madeUp));
    }

    private WebhookTarget read(Body body, Map<URI, WebhookTarget> before, Set<String> madeUp) {
        URI url = URI.create(body.text("url", WebhookTarget::isUrl, URL_RULE));
        webhooks.whyNot(url).ifPresent(reason -> {
            throw body.invalid("url", " " + reason);
        });
        WebhookTarget known = before.get(url);
        WebhookTarget old = known == null ? fresh(url) : known;
        String secret = body.textOrNull("secret", WebhookSecret::isValid, SECRET_RULE);
        if (known == null && secret == null) {
            madeUp.add(old.id());
        }
        boolean enabled = !Boolean.FALSE.equals(body.flagOrNull("enabled"));
        return new WebhookTarget(
                old.id(),
                url,
                types(body),
                enabled,
                secret == null ? old.secret() : secret,
                enabled && !old.enabled() ? clock.millis() : old.sinceMillis());
    }

    /** With an id and a secret that were made up. */
    private WebhookTarget fresh(URI url) {
        byte[] key = new byte[SECRET_BYTES];
        random.nextBytes(key);
        String id = "wh_" + UUID.randomUUID().toString().replace("-", "");
        return new WebhookTarget(id, url, ALL_TYPES, true, WebhookSecret.text(key), clock.millis());
    }

    private static Set<AlertType> types(Body body) {
        if (!body.has("alertTypes")) {
            return ALL_TYPES;
        }
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        for (Element element : body.elements("alertTypes", 1, ALL_TYPES.size())) {
            types.add(element.choice("alertTypes", List.copyOf(ALL_TYPES)));
        }
        return types;
    }

    private Reply reply(List<WebhookTarget> targets, Set<String> shownSecrets) {
        return Reply.object(
                200,
                out -> out.array(
                        "targets",
                        all -> targets.forEach(target ->
                                all.object(one -> members(one, target, shownSecrets.contains(target.id()))))));
    }

    private static void members(JsonWriter out, WebhookTarget target, boolean isSecretShown) {
        out.text("id", target.id());
        out.text("url", target.url().toString());
        out.array("alertTypes", types -> target.types().forEach(type -> types.text(type.name())));
        out.flag("enabled", target.enabled());
        out.time("since", target.sinceMillis());
        if (isSecretShown) {
            out.text("secret", target.secret());
        }
    }
}
