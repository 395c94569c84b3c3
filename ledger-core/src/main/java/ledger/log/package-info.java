/** The port through which commands are appended and answered. */
@NullMarked
package ledger.log;

import org.jspecify.annotations.NullMarked;
