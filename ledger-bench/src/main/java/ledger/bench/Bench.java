package ledger.bench;

import java.io.IOException;

/**
 * One bench: both sides of a comparison, in the same run.
 *
 * @param name on the command line
 * @param summary what it compares, for help
 */
record Bench(String name, String summary, Run run) {
    /** Measures, and reports each row as soon as it is known. */
    interface Run {
        void of(Session session) throws IOException, InterruptedException;
    }
}
