/** What is checked before the fold begins: whether log, state and published events fit together. */
@NullMarked
package ledger.streams.start;

import org.jspecify.annotations.NullMarked;
