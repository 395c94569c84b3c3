/** The HTTP API of the ledger. */
@NullMarked
package ledger.api;

import org.jspecify.annotations.NullMarked;
