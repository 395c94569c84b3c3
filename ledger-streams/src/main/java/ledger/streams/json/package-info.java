/** How declared messages are written and read as JSON, and what bounds it. */
@NullMarked
package ledger.streams.json;

import org.jspecify.annotations.NullMarked;
