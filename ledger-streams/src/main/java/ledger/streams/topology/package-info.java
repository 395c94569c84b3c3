/** The deciding topology: commands in, events out, accounts and history kept. */
@NullMarked
package ledger.streams.topology;

import org.jspecify.annotations.NullMarked;
