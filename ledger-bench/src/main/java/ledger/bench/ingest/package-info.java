/** How fast usage events are charged, beside plain reading and writing. */
@NullMarked
package ledger.bench.ingest;

import org.jspecify.annotations.NullMarked;
