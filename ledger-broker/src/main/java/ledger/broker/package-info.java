/** A single-node Kafka broker inside this JVM, for {@code dev} and for tests. */
@NullMarked
package ledger.broker;

import org.jspecify.annotations.NullMarked;
