/** Asks the ledger to settle what is due in idle accounts. */
@NullMarked
package ledger.streams.sweep;

import org.jspecify.annotations.NullMarked;
