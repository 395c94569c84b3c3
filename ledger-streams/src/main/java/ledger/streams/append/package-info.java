/** How commands come into the log, and how their callers get the answer. */
@NullMarked
package ledger.streams.append;

import org.jspecify.annotations.NullMarked;
