package ledger.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One thing that the executable does. */
interface Command {
    /** Its name, its options, and the text of its help. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @return the exit status
     */
    int run(ParseResult given, Map<String, String> environment) throws Exception;
}
