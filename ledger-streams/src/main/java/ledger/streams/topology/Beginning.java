package ledger.streams.topology;

import ledger.streams.recover.Published;

/**
 * How the fold of a partition begins when its task starts.
 *
 * @param progress how far it is
 * @param published what is published already of the commands that it will fold
 * @param lastEventOffset offset of the command of the last published event, -1 where there is none: rows of later
 *     commands cannot be there
 */
record Beginning(PartitionProgress progress, Published published, long lastEventOffset) {
    /** Of a fold that nothing was published of. */
    static Beginning of(PartitionProgress progress) {
        return new Beginning(progress, Published.NOTHING, Long.MAX_VALUE);
    }
}
