/** Who is told of alarms, as requests and answers. */
@NullMarked
package ledger.api.alerts;

import org.jspecify.annotations.NullMarked;
