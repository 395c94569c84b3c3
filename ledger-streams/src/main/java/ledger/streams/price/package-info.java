/** The rate card of an instance, folded from the price log, and where its changes go. */
@NullMarked
package ledger.streams.price;

import org.jspecify.annotations.NullMarked;
