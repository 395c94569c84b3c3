package ledger.api.http;

import io.javalin.http.Context;

/** What a URL must be before anything is looked up by it. */
final class Urls {
    private Urls() {}

    /** Refuses a path whose percent-encoding is no UTF-8. */
    static void requireWellFormed(Context context) {
        if (Percent.decode(context.path()).isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "the path is not valid percent-encoded UTF-8");
        }
    }
}
