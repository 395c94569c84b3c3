package ledger.streams.steer;

/** Which records of a partition are to be put aside, as the log says further on. */
@FunctionalInterface
public interface Skips {
    /** Nothing is put aside. */
    Skips NONE = offset -> false;

    /** Whether the record at the offset is to be put aside when the fold comes to it. */
    boolean covers(long offset);
}
