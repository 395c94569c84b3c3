/** Alarms: which there are, and who is told of them. */
@NullMarked
package ledger.alert;

import org.jspecify.annotations.NullMarked;
