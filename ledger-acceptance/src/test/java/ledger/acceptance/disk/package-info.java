/** A disk that says what of a file was synced: a file system layer below the Java code of a process. */
@NullMarked
package ledger.acceptance.disk;

import org.jspecify.annotations.NullMarked;
