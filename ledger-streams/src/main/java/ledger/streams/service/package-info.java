/** What works beside deciding: it may fail, says so, and begins again by itself. */
@NullMarked
package ledger.streams.service;

import org.jspecify.annotations.NullMarked;
