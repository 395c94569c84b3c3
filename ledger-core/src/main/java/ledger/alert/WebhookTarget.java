package ledger.alert;

import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.IsoTime;
import ledger.account.AlertType;

/**
 * A receiver of alarms by HTTP.
 *
 * @param id chosen by the ledger, the same for as long as the target exists; 1 to 64 letters, digits and underscores
 * @param url where alarms are sent, different from that of every other target: https, or http on this machine
 * @param types which types of alarms are sent; at least one
 * @param enabled whether they are sent
 * @param secret what they are signed with: {@code whsec_} and 24 to 64 bytes as base64
 * @param sinceMillis when it was made or enabled again, epoch milliseconds; alarms from before are not sent
 */
public record WebhookTarget(
        String id, URI url, Set<AlertType> types, boolean enabled, String secret, long sinceMillis) {
    public static final int URL_LENGTH_MAX = 2_000;

    private static final int PORT_MAX = 65_535;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

    public WebhookTarget {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a target's id is 1 to 64 letters, digits and underscores");
        }
        if (!isUrl(url.toString())) {
            throw new IllegalArgumentException("a target's url is https, or http on this machine");
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a target has at least one type of alert");
        }
        if (!WebhookSecret.isValid(secret)) {
            throw new IllegalArgumentException("a target's secret is whsec_ and 24 to 64 bytes as base64");
        }
        if (sinceMillis < 0 || !IsoTime.isInRange(sinceMillis)) {
            throw new IllegalArgumentException("a target was made between 1970 and 9999");
        }
        types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    /** Whether a text can be a target's url. It must not contain what a log should not show. */
    public static boolean isUrl(String text) {
        if (text.length() > URL_LENGTH_MAX) {
            return false;
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        if (url.getPort() > PORT_MAX) {
            return false;
        }
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return false;
        }
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLocal(url.getHost()));
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    /** Without the secret, and without the url's query, which may hold one too. */
    @Override
    public String toString() {
        return "WebhookTarget[" + id + " " + url.getHost() + "]";
    }
}
