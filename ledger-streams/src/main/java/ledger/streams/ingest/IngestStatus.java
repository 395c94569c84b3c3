package ledger.streams.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How ingest is doing.
 *
 * @param isRunning whether it works now; false while it waits to begin again
 * @param restarts how often it has begun again after a failure
 * @param lag how many records of its partitions were not read yet, as far as is known
 * @param charged commands appended since the start
 * @param deadLetters records that could not be taken since the start
 * @param failure why the last attempt to append failed, or what ended it while it does not run; null where neither did
 */
public record IngestStatus(
        boolean isRunning,
        long restarts,
        long lag,
        long charged,
        long deadLetters,
        @Nullable String failure) {}
