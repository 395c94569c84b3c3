/** The ledger against a Kafka that is not its own, in a container; skipped, and it says so, where no engine answers. */
@NullMarked
package ledger.acceptance.container;

import org.jspecify.annotations.NullMarked;
