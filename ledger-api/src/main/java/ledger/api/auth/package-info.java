/** Who is calling, and what they may do. */
@NullMarked
package ledger.api.auth;

import org.jspecify.annotations.NullMarked;
