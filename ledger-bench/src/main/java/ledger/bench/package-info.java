/** Comparisons of the ledger with what people would use instead, on this machine. */
@NullMarked
package ledger.bench;

import org.jspecify.annotations.NullMarked;
