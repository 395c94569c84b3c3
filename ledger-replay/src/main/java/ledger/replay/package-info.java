/** Folds the events again from zero, and says what they add up to. */
@NullMarked
package ledger.replay;

import org.jspecify.annotations.NullMarked;
