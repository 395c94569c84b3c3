package ledger.streams.recover;

import ledger.streams.topic.StartRefusedException;

/**
 * The state of a partition is not what its log makes of it. Nothing goes on from it: it is thrown away, and the command
 * log is folded again.
 */
public final class StateRefusedException extends StartRefusedException {
    private static final long serialVersionUID = 1;

    private final int partition;

    /**
     * Of one partition.
     *
     * @param fault what is wrong, after the name of the partition
     */
    public StateRefusedException(int partition, String fault) {
        super("the state of partition " + partition + " is not what its log says: " + fault
                + ". The command log is whole: stop every instance and run ./ledger rebuild --partition " + partition
                + ", which folds it again; nothing that was answered is lost");
        this.partition = partition;
    }

    /** Whose state it is. */
    public int partition() {
        return partition;
    }
}
