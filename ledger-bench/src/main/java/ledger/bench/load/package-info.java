/** The load client, one for both sides, and what it measures. */
@NullMarked
package ledger.bench.load;

import org.jspecify.annotations.NullMarked;
