package ledger.streams;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats one task on a daemon thread of its own until it is closed. It is for tasks that watch and count. */
public final class Repeating implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);
    /** Only the first of several failed turns in a row is a line in the log. */
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
