/** The private rows of the state stores and their keys: compact bytes with a format version. */
@NullMarked
package ledger.streams.store;

import org.jspecify.annotations.NullMarked;
