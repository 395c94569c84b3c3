/** What an account consists of: books, grants, holds, its plan, its limits and its alert rules. */
@NullMarked
package ledger.account;

import org.jspecify.annotations.NullMarked;
