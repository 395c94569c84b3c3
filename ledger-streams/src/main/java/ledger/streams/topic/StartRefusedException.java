package ledger.streams.topic;

/** The node cannot run on what it found; the message is one line that says what to do. */
public class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefusedException(String message) {
        super(message);
    }

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
