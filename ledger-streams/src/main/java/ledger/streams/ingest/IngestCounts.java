package ledger.streams.ingest;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What ingest has done since the start, however often it was restarted. Written by its thread, read by any. */
final class IngestCounts {
    final AtomicLong charged = new AtomicLong();
    final AtomicLong deadLetters = new AtomicLong();
    final AtomicLong lag = new AtomicLong();
    /** Why the last attempt to append failed, null once one succeeded. */
    volatile @Nullable String failure;
    /** Whether a record did not fit into memory. From then on records are unpacked one at a time. */
    volatile boolean isMemoryShort;
}
