/** How much memory the ledger takes, and how soon it is ready. */
@NullMarked
package ledger.bench.memory;

import org.jspecify.annotations.NullMarked;
