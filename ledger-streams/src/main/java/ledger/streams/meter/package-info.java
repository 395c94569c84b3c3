/** What a node tells whoever watches it, as numbers. */
@NullMarked
package ledger.streams.meter;

import org.jspecify.annotations.NullMarked;
