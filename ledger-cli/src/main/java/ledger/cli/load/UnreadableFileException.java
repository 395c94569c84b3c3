package ledger.cli.load;

/** A file is not what can be loaded; the message is one line that says where and what to do. */
public final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableFileException(String message) {
        super(message);
    }
}
