/** What the log says of deciding itself: the rules in force, and the records to put aside. */
@NullMarked
package ledger.streams.steer;

import org.jspecify.annotations.NullMarked;
