package ledger.streams.decide;

import ledger.streams.progress.PartitionProgress;
import ledger.streams.recover.Published;

/**
 * How the fold of a partition begins when its task starts.
 *
 * @param progress how far it is
 * @param published what is published already of the commands that it will fold
 * @param rowsOffset offset of the last command that is in the rows, -1 for none
 */
public record Beginning(PartitionProgress progress, Republished published, long rowsOffset) {
    /** Of a fold of which nothing is published, on rows that are not judged. */
    static Beginning of(PartitionProgress progress) {
        return new Beginning(progress, new Republished(Published.NOTHING, -1), Long.MAX_VALUE);
    }
}
