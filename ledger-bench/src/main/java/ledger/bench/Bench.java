package ledger.bench;

import java.io.IOException;

/** One bench: both sides of a comparison, in the same run. */
public interface Bench {
    /** Its name on the command line. */
    String name();

    /** What it compares, for help. */
    String summary();

    /** Measures, and reports each row as soon as it is known. */
    void run(Session session) throws IOException, InterruptedException;
}
