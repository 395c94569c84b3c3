package ledger.api.http;

import java.util.concurrent.CompletionException;
import ledger.UnavailableException;
import ledger.api.auth.UnauthenticatedException;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Json;
import ledger.api.http.json.JsonWriter;
import ledger.query.EntryQuery;
import ledger.query.TooManyRowsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure as the caller is told of it.
 *
 * @param code for programs
 * @param message for people
 * @param details writes members that say more
 */
public record Failure(ErrorCode code, String message, Json details) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
    /** A rebalance or a restart takes about this long. */
    private static final String RETRY_AFTER_SECONDS = "1";

    /** The one table from exceptions to answers. */
    public static Failure of(Throwable thrown, String requestId) {
        Throwable cause = cause(thrown);
        if (cause instanceof ApiException refused) {
            return new Failure(refused.code(), refused.error(), refused.details());
        }
        if (cause instanceof UnauthenticatedException) {
            return new Failure(ErrorCode.UNAUTHENTICATED, String.valueOf(cause.getMessage()), Json.NOTHING);
        }
        if (cause instanceof UnavailableException) {
            return new Failure(ErrorCode.UNAVAILABLE, String.valueOf(cause.getMessage()), Json.NOTHING);
        }
        if (cause instanceof TooManyRowsException) {
            return tooManyRows();
        }
        return unexpected(cause, requestId);
    }

    /** The log has the whole exception. The caller gets only the id of the request. */
    static Failure unexpected(Throwable cause, String requestId) {
        LOG.error("request failed unexpectedly requestId={}", requestId, cause);
        return new Failure(
                ErrorCode.INTERNAL_ERROR,
                "something went wrong here; whoever runs this ledger finds it by the request id",
                out -> out.text("requestId", requestId));
    }

    /** The members by which it is told, in the envelope and in an item of a batch. */
    public void members(JsonWriter out) {
        out.text("error", message);
        out.text("code", code.name());
        out.object("details", details);
    }

    /** The answer that tells it. */
    public Reply reply() {
        Reply reply = Reply.failure(code.status(), this);
        return switch (code) {
            case UNAVAILABLE, RATE_LIMITED -> reply.with(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case UNAUTHENTICATED -> reply.with("WWW-Authenticate", "Bearer");
            default -> reply;
        };
    }

    private static Failure tooManyRows() {
        String message = "startDate and endDate must name a narrower period: more than " + EntryQuery.ROWS_MAX
                + " transactions would have to be read";
        return new Failure(ErrorCode.INVALID_REQUEST, message, out -> out.text("field", "startDate"));
    }

    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause(cause) : thrown;
    }
}
