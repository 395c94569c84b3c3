/** How fast credits are spent over HTTP, beside a stored procedure in Postgres. */
@NullMarked
package ledger.bench.use;

import org.jspecify.annotations.NullMarked;
