/** Asks the ledger to settle what is due in accounts that nobody asks anything of. */
@NullMarked
package ledger.streams.sweep;

import org.jspecify.annotations.NullMarked;
