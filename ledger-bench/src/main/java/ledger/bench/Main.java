package ledger.bench;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int status = BenchCommand.commandLine().execute(arguments);
        // Threads of clients that did not stop in time must not keep a finished bench from ending.
        System.exit(status);
    }
}
