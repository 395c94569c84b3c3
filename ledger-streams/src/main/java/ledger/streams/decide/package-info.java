/** The fold of the command log: commands in, events out, accounts and history kept. */
@NullMarked
package ledger.streams.decide;

import org.jspecify.annotations.NullMarked;
