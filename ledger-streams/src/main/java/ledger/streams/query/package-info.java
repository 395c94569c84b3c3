/** Answers from the local fold. */
@NullMarked
package ledger.streams.query;

import org.jspecify.annotations.NullMarked;
