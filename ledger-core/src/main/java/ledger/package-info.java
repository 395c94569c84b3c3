/** The ledger as pure functions: what an account, a credit and a key are. */
@NullMarked
package ledger;

import org.jspecify.annotations.NullMarked;
