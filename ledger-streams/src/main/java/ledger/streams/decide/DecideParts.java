package ledger.streams.decide;

import ledger.streams.append.Callers;
import ledger.streams.progress.FoldProgress;
import ledger.streams.steer.Steering;
import ledger.streams.store.LocalStores;

/**
 * What the deciding tasks of an instance share.
 *
 * @param progress is told how far they are
 * @param stores told which stores can be read
 * @param callers who waits for an answer
 * @param beginnings tells how the fold of a partition begins when its task starts
 * @param steering what the fold goes by beside the commands
 * @param ahead decides what is acknowledged before it is read
 */
public record DecideParts(
        FoldProgress progress,
        LocalStores stores,
        Callers callers,
        Beginnings beginnings,
        Steering steering,
        DecidingAhead ahead) {}
