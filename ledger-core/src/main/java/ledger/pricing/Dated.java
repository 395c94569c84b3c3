package ledger.pricing;

/**
 * Where a version stands among the versions of one thing: by when it is in force, then by when it was made.
 *
 * @param effectiveFromMillis from when it is in force, epoch milliseconds
 * @param version the position in the price log that made it
 */
record Dated(long effectiveFromMillis, long version) implements Comparable<Dated> {
    /** Not before any version that is in force at this time. */
    static Dated latestAt(long atMillis) {
        return new Dated(atMillis, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(Dated other) {
        int byTime = Long.compare(effectiveFromMillis, other.effectiveFromMillis);
        return byTime != 0 ? byTime : Long.compare(version, other.version);
    }
}
