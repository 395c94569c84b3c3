/** Takes usage that chat services publish into the command log. */
@NullMarked
package ledger.streams.ingest;

import org.jspecify.annotations.NullMarked;
