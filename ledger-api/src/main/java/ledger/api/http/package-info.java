/** HTTP: who may ask, how a request is taken and how its answer is sent. */
@NullMarked
package ledger.api.http;

import org.jspecify.annotations.NullMarked;
