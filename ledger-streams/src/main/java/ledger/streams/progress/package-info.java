/** How far the fold is, how far the log goes, and what was counted on the way. */
@NullMarked
package ledger.streams.progress;

import org.jspecify.annotations.NullMarked;
