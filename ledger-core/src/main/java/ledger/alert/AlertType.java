package ledger.alert;

/** What an alarm is about. */
public enum AlertType {
    /** Little is left. */
    REMAINING,
    /** Much is gone. */
    USED,
    /** Something is owed. */
    DEBT,
    /** Much of a budget is used. */
    BUDGET
}
