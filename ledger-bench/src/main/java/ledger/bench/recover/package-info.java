/** How fast state is restored and events are replayed, beside plain consumers of the same topics. */
@NullMarked
package ledger.bench.recover;

import org.jspecify.annotations.NullMarked;
