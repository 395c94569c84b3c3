package ledger.streams.decide;

/** Tells how the fold of each partition begins. */
@FunctionalInterface
public interface Beginnings {
    /**
     * Judges the state of a partition. Throws {@link ledger.streams.recover.StateRefusedException} where nothing may go
     * on from it, and {@link ledger.UnavailableException} where it cannot be told now.
     *
     * @param rows of the partition, as they were restored
     */
    Beginning of(int partition, LedgerRows rows);
}
