/** Tells targets of alarms by HTTP: who they are, and the delivery to each. */
@NullMarked
package ledger.streams.webhook;

import org.jspecify.annotations.NullMarked;
