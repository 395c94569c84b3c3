package ledger.streams.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How ingest is doing.
 *
 * @param isRunning whether its thread lives
 * @param lag how many records of its partitions were not read yet, as far as is known
 * @param charged commands appended since the start
 * @param deadLetters records that could not be taken since the start
 * @param failure why the last attempt to append failed, null once one succeeded
 */
public record IngestStatus(
        boolean isRunning,
        long lag,
        long charged,
        long deadLetters,
        @Nullable String failure) {}
