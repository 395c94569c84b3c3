/** The price list over HTTP. */
@NullMarked
package ledger.api.prices;

import org.jspecify.annotations.NullMarked;
