package ledger.cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logs.quiet();
        int status = LedgerCommands.run(LedgerCommands.commandLine(System.getenv()), arguments);
        // Threads of clients that did not stop in time must not keep a finished command from ending.
        System.exit(status);
    }
}
