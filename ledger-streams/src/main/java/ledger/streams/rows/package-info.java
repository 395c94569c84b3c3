/** The private rows of the state stores and their keys: compact bytes with a format version. */
@NullMarked
package ledger.streams.rows;

import org.jspecify.annotations.NullMarked;
