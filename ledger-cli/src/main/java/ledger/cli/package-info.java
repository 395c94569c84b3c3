/** The one executable: reads what a person asks for, and wires everything by hand. */
@NullMarked
package ledger.cli;

import org.jspecify.annotations.NullMarked;
