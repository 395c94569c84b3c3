package ledger.streams;

import ledger.command.PartitionCommand;
import ledger.decide.Rules;

/**
 * The versions of the rules that a build knows.
 *
 * @param newest of them; it knows every older one as well
 * @param build its version, said in the record that activates them, at most {@value PartitionCommand#BUILD_LENGTH_MAX}
 *     characters
 */
public record KnownRules(Rules newest, String build) {}
