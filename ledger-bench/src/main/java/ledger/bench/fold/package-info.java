/** How fast a log of commands is folded, beside Kafka by itself. */
@NullMarked
package ledger.bench.fold;

import org.jspecify.annotations.NullMarked;
