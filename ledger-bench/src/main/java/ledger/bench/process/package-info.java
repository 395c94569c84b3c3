/** The processes that a comparison runs: brokers, ledgers and neighbours. */
@NullMarked
package ledger.bench.process;

import org.jspecify.annotations.NullMarked;
