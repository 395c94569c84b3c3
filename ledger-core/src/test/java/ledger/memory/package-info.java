/** A ledger in maps, for tests of what stands on a ledger. The real one passes the same contract. */
@NullMarked
package ledger.memory;

import org.jspecify.annotations.NullMarked;
