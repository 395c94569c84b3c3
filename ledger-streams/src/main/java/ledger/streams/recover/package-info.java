/**
 * What the log says of the state: the events that are published already, transactions that nobody ends, and how the
 * state of a partition is thrown away so that it is folded again.
 */
@NullMarked
package ledger.streams.recover;

import org.jspecify.annotations.NullMarked;
