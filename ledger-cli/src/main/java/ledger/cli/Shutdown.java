package ledger.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops what was started, last first, once, however the process is asked to end. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    /** Streams, broker and HTTP each stop within seconds; a supervisor kills after half a minute at most. */
    private static final long STOP_MILLIS_MAX = 25_000;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private volatile String reason = "";
    private volatile boolean isServing;
    private boolean isStopped;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onExit, "ledger-shutdown"));
    }

    /** Has this done when the process ends, before what was said earlier. */
    synchronized void onStop(Step step) {
        steps.push(step);
    }

    /** Ends the process because something in it died, and has it say why in one line. Any thread. */
    void fail(String why) {
        reason = why;
        failed.countDown();
    }

    /** Throws {@link UserError} with what was said where something has failed. */
    void requireNotFailed() {
        if (failed.getCount() == 0) {
            throw new UserError(reason);
        }
    }

    /** Waits so long, or until something fails, which it then tells. */
    boolean hasFailed(long waitMillis) throws InterruptedException {
        return failed.await(waitMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until something fails, which it throws as {@link #requireNotFailed} does; a signal ends the process from in
     * here with status 0.
     */
    int await() throws InterruptedException {
        isServing = true;
        failed.await();
        isServing = false;
        requireNotFailed();
        return 1;
    }

    /** What ends, and may fail in ending. */
    interface Step {
        void run() throws Exception;
    }

    private void onExit() {
        Thread stopping = new Thread(this::stop, "ledger-stop");
        stopping.setDaemon(true);
        stopping.start();
        boolean isClean = false;
        try {
            stopping.join(STOP_MILLIS_MAX);
            isClean = !stopping.isAlive();
        } catch (InterruptedException impatient) {
            LOG.warn("stop interrupted");
        }
        if (isServing) {
            // The JVM would say 130 or 143; a ledger that was asked to stop and did has nothing to report.
            Runtime.getRuntime().halt(isClean ? 0 : 1);
        }
    }

    private synchronized void stop() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        for (Step step : steps) {
            try {
                step.run();
            } catch (Exception stubborn) {
                LOG.warn("a part did not stop cleanly", stubborn);
            }
        }
    }
}
