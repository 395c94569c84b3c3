/** An account as the sum of its postings. */
@NullMarked
package ledger.fold;

import org.jspecify.annotations.NullMarked;
