package ledger.streams.recover;

import ledger.streams.topic.StartRefusedException;

/**
 * The state of a partition is not what its log says. It cannot be used: it is thrown away, and the command log is
 * folded again.
 */
public final class StateRefusedException extends StartRefusedException {
    private static final long serialVersionUID = 1;

    private final int partition;
    private final String fault;

    /**
     * Of one partition.
     *
     * @param fault what is wrong, after the name of the partition
     */
    public StateRefusedException(int partition, String fault) {
        super(sentence(partition, fault)
                + ". The command log is whole: stop every instance and run ./ledger rebuild --partition " + partition
                + ", or without --partition for all: it folds the log again, and nothing that was answered is lost");
        this.partition = partition;
        this.fault = fault;
    }

    /** What is wrong, without what to do. */
    public String fault() {
        return sentence(partition, fault);
    }

    private static String sentence(int partition, String fault) {
        return "the state of partition " + partition + " is not what its log says: " + fault;
    }

    /** Whose state it is. */
    public int partition() {
        return partition;
    }
}
