/** What can be asked of credits over HTTP: reads, charges, and what they look like. */
@NullMarked
package ledger.api.credits;

import org.jspecify.annotations.NullMarked;
