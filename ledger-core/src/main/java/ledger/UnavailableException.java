package ledger;

/** The request cannot be answered now, but perhaps a moment later: the broker is gone, or the fold is behind. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A reason for people, one sentence. */
    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
