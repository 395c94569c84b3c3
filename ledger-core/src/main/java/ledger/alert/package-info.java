/** Alarms: their types, and who receives them. */
@NullMarked
package ledger.alert;

import org.jspecify.annotations.NullMarked;
