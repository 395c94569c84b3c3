package ledger.api.http.json;

/** A request that cannot be answered as asked; it says so to the caller and leaves no trace in the ledger. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Json details;

    /** {@code details} writes the members of the object of that name. */
    public ApiException(ErrorCode code, String message, Json details) {
        // Callers' mistakes are ordinary: no stack trace is taken.
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    public ApiException(ErrorCode code, String message) {
        this(code, message, Json.NOTHING);
    }

    /** 400 that names a field; {@code message} begins with its name. */
    public static ApiException invalid(String field, String message) {
        return new ApiException(ErrorCode.INVALID_REQUEST, message, out -> out.text("field", field));
    }

    public ErrorCode code() {
        return code;
    }

    /** What its message is, never null. */
    public String error() {
        return String.valueOf(getMessage());
    }

    public Json details() {
        return details;
    }
}
