/** What the environment sets, read in one place. */
@NullMarked
package ledger.cli.settings;

import org.jspecify.annotations.NullMarked;
