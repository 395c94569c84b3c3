/** What can be asked of the fold. */
@NullMarked
package ledger.query;

import org.jspecify.annotations.NullMarked;
