/** The JSON of requests and answers: fields of a body, strictly read, and the error that names one. */
@NullMarked
package ledger.api.http.json;

import org.jspecify.annotations.NullMarked;
