package ledger.cli;

/** A mistake that a person can correct. The message is one line that says how. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }
}
