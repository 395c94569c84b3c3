/** The ledger on Kafka: its settings, and the node that starts and stops all of it. */
@NullMarked
package ledger.streams;

import org.jspecify.annotations.NullMarked;
