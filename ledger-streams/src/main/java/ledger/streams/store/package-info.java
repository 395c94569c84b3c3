/** The state stores: rows in RocksDB, those that are not saved yet, and the changelog they are restored from. */
@NullMarked
package ledger.streams.store;

import org.jspecify.annotations.NullMarked;
