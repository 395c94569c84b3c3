package ledger.cli;

/** What a person can put right; the message is one line that says how. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }
}
