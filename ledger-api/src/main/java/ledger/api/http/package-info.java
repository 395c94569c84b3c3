/** HTTP and JSON: how a request is read, an answer written, and an error told. */
@NullMarked
package ledger.api.http;

import org.jspecify.annotations.NullMarked;
