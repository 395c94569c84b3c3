/**
 * How a message is declared, once: its fields in order, with their names and types. Reading and writing, as JSON and as
 * rows, fingerprints and schemas are all derived from the declaration.
 */
@NullMarked
package ledger.message;

import org.jspecify.annotations.NullMarked;
