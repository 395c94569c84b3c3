/** What a usage costs: meters, rates, the rate card and quotes. */
@NullMarked
package ledger.pricing;

import org.jspecify.annotations.NullMarked;
