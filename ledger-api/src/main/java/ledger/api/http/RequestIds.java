package ledger.api.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id by which one request is found in logs: the caller's own, or one made up. */
final class RequestIds {
    /** What identifiers of tracing systems look like; anything else could forge a line of a log. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    private RequestIds() {}

    static String of(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches() ? sent : next();
    }

    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
