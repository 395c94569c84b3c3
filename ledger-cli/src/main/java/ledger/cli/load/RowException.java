package ledger.cli.load;

/** A cell cannot be taken for what it should be. */
final class RowException extends Exception {
    private static final long serialVersionUID = 1;

    private final UsageField field;

    RowException(UsageField field, String complaint) {
        super(complaint);
        this.field = field;
    }

    UsageField field() {
        return field;
    }
}
