/** A Postgres of the bench's own, with the same ledger as a stored procedure. */
@NullMarked
package ledger.bench.postgres;

import org.jspecify.annotations.NullMarked;
