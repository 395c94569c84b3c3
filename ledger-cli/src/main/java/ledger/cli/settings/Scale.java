package ledger.cli.settings;

/** The defaults for partitions and copies, which cannot be guessed from the environment. */
public enum Scale {
    /** One broker in this process. */
    EMBEDDED(4, 1),
    /** Three brokers or more, and room to grow: partitions cannot be added later. */
    CLUSTER(24, 3);

    private final int partitions;
    private final int replicationFactor;

    Scale(int partitions, int replicationFactor) {
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    int partitions() {
        return partitions;
    }

    int replicationFactor() {
        return replicationFactor;
    }
}
