package ledger;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints why a test was skipped, which Maven does not: what is not seen is taken for passed. */
public final class SkippedTests implements TestExecutionListener {
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        print(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            print(test, result.getThrowable().map(Throwable::getMessage).orElse("nobody says why"));
        }
    }

    private static void print(TestIdentifier test, String reason) {
        String type = test.getUniqueId().replaceAll(".*class:([\\w.$]+)\\].*", "$1");
        String sentence = reason.replaceAll("\\s+", " ");
        System.out.println("SKIPPED " + type + ": " + test.getDisplayName() + ": " + sentence);
    }
}
