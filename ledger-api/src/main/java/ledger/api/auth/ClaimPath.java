package ledger.api.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of a value in a token: the name of a claim, or names with dots between them that lead into objects. A claim
 * whose whole name is the path comes first, because some issuers use URLs as names, and URLs have dots.
 */
final class ClaimPath {
    private ClaimPath() {}

    static @Nullable Object find(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        while (whole == null && dot >= 0) {
            if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                whole = find(inner, path.substring(dot + 1));
            }
            dot = path.indexOf('.', dot + 1);
        }
        return whole;
    }

    /** Puts something where {@link #find} finds it: objects within objects. */
    @SuppressWarnings("unchecked") // Only what was put here before is in there.
    static void put(Map<String, Object> claims, String path, String value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            claims.put(path, value);
            return;
        }
        Object inner = claims.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
        put((Map<String, Object>) inner, path.substring(dot + 1), value);
    }
}
