package ledger.pricing;

/**
 * The place of a version among the versions of one thing. They are ordered by when they come into force, then by when
 * they were made.
 *
 * @param effectiveFromMillis from when it is in force, epoch milliseconds
 * @param version the position in the price log that made it
 */
record Dated(long effectiveFromMillis, long version) implements Comparable<Dated> {
    /** The greatest place of a version that is in force at this time. */
    static Dated latestAt(long atMillis) {
        return new Dated(atMillis, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(Dated other) {
        int byTime = Long.compare(effectiveFromMillis, other.effectiveFromMillis);
        return byTime != 0 ? byTime : Long.compare(version, other.version);
    }
}
