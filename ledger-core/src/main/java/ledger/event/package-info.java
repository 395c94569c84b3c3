/** What happened to an account, as postings between its books. */
@NullMarked
package ledger.event;

import org.jspecify.annotations.NullMarked;
