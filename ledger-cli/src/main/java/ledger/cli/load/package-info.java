/** Publishes usage from files and tells what became of every row. */
@NullMarked
package ledger.cli.load;

import org.jspecify.annotations.NullMarked;
