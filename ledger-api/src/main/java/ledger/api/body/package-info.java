/** How the bodies of requests are declared: their fields, how each is read, and what its JSON Schema says. */
@NullMarked
package ledger.api.body;

import org.jspecify.annotations.NullMarked;
