package ledger.api.http.json;

/** The code by which programs recognise an error, with its HTTP status. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    UNAUTHENTICATED(401),
    INSUFFICIENT_CREDITS(402),
    FORBIDDEN(403),
    BUDGET_EXCEEDED(403),
    NOT_FOUND(404),
    PRICE_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    IDEMPOTENCY_CONFLICT(409),
    ACCOUNT_CLOSED(409),
    ACCOUNT_NOT_EMPTY(409),
    HOLD_NOT_OPEN(409),
    ALREADY_REFUNDED(409),
    ALREADY_GRANTED(409),
    PRICE_INACTIVE(409),
    BALANCE_LIMIT(409),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    RATE_LIMITED(429),
    INTERNAL_ERROR(500),
    UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code for a status that the HTTP server gives by itself. */
    public static ErrorCode ofStatus(int status) {
        for (ErrorCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status >= 500 ? INTERNAL_ERROR : INVALID_REQUEST;
    }
}
