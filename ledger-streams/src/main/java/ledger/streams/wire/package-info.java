/** What stands in the public topics, as JSON: commands, events, price changes and balances. */
@NullMarked
package ledger.streams.wire;

import org.jspecify.annotations.NullMarked;
