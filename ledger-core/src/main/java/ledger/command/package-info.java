/** What a caller asks of an account. */
@NullMarked
package ledger.command;

import org.jspecify.annotations.NullMarked;
