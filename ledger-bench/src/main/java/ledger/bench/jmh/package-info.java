/** What single steps of a command take by themselves, without a log, a store or a network. */
@NullMarked
package ledger.bench.jmh;

import org.jspecify.annotations.NullMarked;
