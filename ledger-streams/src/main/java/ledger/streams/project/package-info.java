/** Statistics and balances, projected from the events by an application of their own. */
@NullMarked
package ledger.streams.project;

import org.jspecify.annotations.NullMarked;
