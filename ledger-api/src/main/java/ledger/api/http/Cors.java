package ledger.api.http;

import io.javalin.http.Context;
import java.util.Set;
import java.util.regex.Pattern;

/** The origins whose pages browsers allow to call the API. */
public final class Cors {
    private static final Pattern LOCAL = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?");
    private static final String EXPOSED = String.join(
            ", ",
            Headers.POSITION,
            Headers.IDEMPOTENT_REPLAYED,
            Headers.IDEMPOTENCY_KEY,
            Headers.RETRY_AFTER,
            Headers.REQUEST_ID);
    private static final String ALLOWED =
            String.join(", ", "Authorization", "Content-Type", Headers.IDEMPOTENCY_KEY, Headers.MIN_POSITION);
    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
    /** How long browsers may remember: a changed list of origins is in force within ten minutes. */
    private static final String MAX_AGE_SECONDS = "600";

    private final Set<String> origins;
    private final boolean anyLocal;

    private Cors(Set<String> origins, boolean anyLocal) {
        this.origins = Set.copyOf(origins);
        this.anyLocal = anyLocal;
    }

    /** These origins and no others. */
    public static Cors of(Set<String> origins) {
        return new Cors(origins, false);
    }

    /** Every origin on this machine, at any port. */
    public static Cors anyLocal() {
        return new Cors(Set.of(), true);
    }

    /**
     * Adds the headers to an answer. A refused origin gets none, so its browser does not show the answer to the page.
     */
    void apply(Context context) {
        if (origins.isEmpty() && !anyLocal) {
            return;
        }
        context.header("Vary", "Origin");
        String origin = context.header("Origin");
        if (origin != null && isAllowed(origin)) {
            context.header("Access-Control-Allow-Origin", origin);
            context.header("Access-Control-Expose-Headers", EXPOSED);
            if (isPreflight(context)) {
                context.header("Access-Control-Allow-Methods", METHODS);
                context.header("Access-Control-Allow-Headers", ALLOWED);
                context.header("Access-Control-Max-Age", MAX_AGE_SECONDS);
            }
        }
    }

    /** Whether this is a browser's preflight request. */
    static boolean isPreflight(Context context) {
        return context.req().getMethod().equals("OPTIONS") && context.header("Access-Control-Request-Method") != null;
    }

    private boolean isAllowed(String origin) {
        return origins.contains(origin) || (anyLocal && LOCAL.matcher(origin).matches());
    }
}
