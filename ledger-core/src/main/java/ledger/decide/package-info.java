/** The rules: a command and an account give a decision, and nothing else has a say in it. */
@NullMarked
package ledger.decide;

import org.jspecify.annotations.NullMarked;
