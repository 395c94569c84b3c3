/** The ledger from outside: its architecture, its tidiness, and what its users see. */
@NullMarked
package ledger.acceptance;

import org.jspecify.annotations.NullMarked;
