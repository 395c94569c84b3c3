package ledger.streams;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the same again and again on a daemon thread of its own, until it is closed: for what watches and counts. */
public final class Repeating implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);
    /** A turn that failed is a line in the log, and not one for each that would fail as well. */
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 60_000;

    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean isStarted = new AtomicBoolean();

    /**
     * Begins with {@link #start}.
     *
     * @param name of what it does, and of its thread
     * @param turn done once each time
     * @param pauseMillis between one turn and the next
     */
    public Repeating(String name, Runnable turn, long pauseMillis) {
        thread = new Thread(() -> run(name, turn, pauseMillis), "ledger-" + name);
        thread.setDaemon(true);
    }

    /** Begins; further calls do nothing. */
    public void start() {
        if (isStarted.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Ends after the turn at hand, which it does not wait for. */
    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
    }

    private void run(String name, Runnable turn, long pauseMillis) {
        try {
            long pause = 0;
            while (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
                pause = isDone(name, turn) ? pauseMillis : PAUSE_AFTER_FAILURE_MILLIS;
            }
        } catch (InterruptedException closed) {
            LOG.debug("stopped name={}", name);
        }
    }

    private boolean isDone(String name, Runnable turn) {
        try {
            turn.run();
            return true;
        } catch (RuntimeException failed) {
            if (stopping.getCount() > 0) {
                LOG.warn("failed, and tried again in a minute name={}", name, failed);
            }
            return false;
        }
    }
}
