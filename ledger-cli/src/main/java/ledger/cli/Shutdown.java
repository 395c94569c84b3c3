package ledger.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ledger.streams.decide.FoldStoppedException;
import ledger.streams.topic.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops everything that was started, the last first. It does so once, however the process is asked to end. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    /** Streams, broker and HTTP each stop within seconds; a supervisor kills after half a minute at most. */
    private static final long STOP_MILLIS_MAX = 25_000;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
    private volatile boolean isServing;
    private boolean isStopped;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onExit, "ledger-shutdown"));
    }

    /** Registers something to do when the process ends, before everything registered earlier. */
    synchronized void onStop(Step step) {
        steps.push(step);
    }

    /** Ends the process because something in it died. The first cause counts. Any thread may call it. */
    void fail(Throwable died) {
        cause.compareAndSet(null, died);
        failed.countDown();
    }

    /** Waits so long, or until something fails. Throws {@link UserError} for what has. */
    void throwIfFailed(long waitMillis) throws InterruptedException {
        if (failed.await(waitMillis, TimeUnit.MILLISECONDS)) {
            throw failure();
        }
    }

    /**
     * Waits until something fails. Throws {@link UserError} for it; a signal ends the process from in here with status
     * 0.
     */
    void await() throws InterruptedException {
        isServing = true;
        failed.await();
        isServing = false;
        throw failure();
    }

    private UserError failure() {
        Throwable died = cause.get();
        if (died instanceof FoldStoppedException || died instanceof StartRefusedException) {
            return new UserError(String.valueOf(died.getMessage()));
        }
        return new UserError("stopped working: " + reason(died) + "; the log says more");
    }

    /** The root cause, in one line. */
    private static String reason(@Nullable Throwable died) {
        @Nullable Throwable root = died;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? "unknown" : root.getClass().getSimpleName() + ": " + root.getMessage();
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
            // The JVM would end with 130 or 143. A ledger that was asked to stop, and did, ends with 0.
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
