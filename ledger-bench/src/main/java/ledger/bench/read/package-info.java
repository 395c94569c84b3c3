/** How fast balances and pages of history are read over HTTP, beside a constant. */
@NullMarked
package ledger.bench.read;

import org.jspecify.annotations.NullMarked;
