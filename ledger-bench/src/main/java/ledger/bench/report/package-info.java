/** What a comparison came to: rows, tables, pages and charts. */
@NullMarked
package ledger.bench.report;

import org.jspecify.annotations.NullMarked;
