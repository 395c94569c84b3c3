package ledger.api.http;

import java.util.concurrent.CompletionException;
import ledger.UnavailableException;
import ledger.api.auth.UnauthenticatedException;
import ledger.query.EntryQuery;
import ledger.query.TooManyRowsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table from what went wrong to what is answered. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    /** A rebalance or a restart takes about this long. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private Errors() {}

    static Reply reply(Throwable thrown, String requestId) {
        Throwable cause = cause(thrown);
        if (cause instanceof ApiException refused) {
            return reply(refused);
        }
        if (cause instanceof UnauthenticatedException) {
            return unauthenticated(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof UnavailableException) {
            return Reply.error(ErrorCode.UNAVAILABLE, String.valueOf(cause.getMessage()), Json.NOTHING)
                    .with(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (cause instanceof TooManyRowsException) {
            return reply(ApiException.invalid(
                    "startDate",
                    "more than " + EntryQuery.ROWS_MAX
                            + " transactions would have to be read: narrow the period with startDate and endDate"));
        }
        return unexpected(cause, requestId);
    }

    static Reply unauthenticated(String message) {
        return Reply.error(ErrorCode.UNAUTHENTICATED, message, Json.NOTHING).with("WWW-Authenticate", "Bearer");
    }

    /** Told to the log in full, and to the caller by its id only. */
    static Reply unexpected(Throwable cause, String requestId) {
        LOG.error("request failed unexpectedly requestId={}", requestId, cause);
        return Reply.error(
                ErrorCode.INTERNAL_ERROR,
                "something went wrong here; whoever runs this ledger finds it by the request id",
                out -> out.text("requestId", requestId));
    }

    private static Reply reply(ApiException refused) {
        return Reply.error(refused.code(), refused.error(), refused.details());
    }

    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause(cause) : thrown;
    }
}
