/** What happens to accounts, passed on to whoever listens on this instance. */
@NullMarked
package ledger.streams.feed;

import org.jspecify.annotations.NullMarked;
