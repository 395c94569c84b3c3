/** Records that nobody should send, sent to a running ledger. */
@NullMarked
package ledger.streams.fuzz;

import org.jspecify.annotations.NullMarked;
