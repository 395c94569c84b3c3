package ledger.streams.service;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread beside the one that decides. When a failure ends it, even an error of the JVM, nothing else ends. The
 * failure is logged, and the work starts again with new clients, after a pause that grows.
 */
public final class SideService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SideService.class);
    private static final long PAUSE_MILLIS_MIN = 1_000;
    /** The longest wait after the cause was repaired. A cause that stays is one line in the log each minute. */
    private static final long PAUSE_MILLIS_MAX = 60_000;
    /** A turn at hand notices the interrupt, or is soon over; it leaves nothing behind where it is cut off. */
    private static final long TURN_CLOSE_MILLIS = 1_000;

    private final String name;
    private final Supplier<? extends Life> lives;
    private final long closeMillis;
    private final Thread thread;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Object changing = new Object();
    private @Nullable Life living;
    private volatile boolean isRunning;
    private final AtomicLong restarts = new AtomicLong();
    private volatile @Nullable String failure;

    /** The work from one beginning to its end. */
    public interface Life {
        /** Works until it is stopped, and closes what it has opened, however it ends. */
        void run() throws InterruptedException;

        /** Ends the work soon; any thread, perhaps before it has begun. */
        void stop();
    }

    /** Work that ends when its thread is interrupted. */
    public interface Work {
        /** Works until it is interrupted, and closes what it has opened, however it ends. */
        void run() throws InterruptedException;
    }

    /** A service whose lives are all the same, and end by an interrupt; see the constructor. */
    public static SideService interruptible(String name, Work work, long closeMillis) {
        return new SideService(name, () -> new Interruptible(work, Thread.currentThread()), closeMillis);
    }

    /**
     * A service that does one thing over and over, for tasks that watch and count.
     *
     * @param turn done once each time; it begins again as a life does where it fails
     * @param pauseMillis between one turn and the next
     */
    public static SideService repeating(String name, Runnable turn, long pauseMillis) {
        Work turns = () -> {
            while (true) {
                turn.run();
                Thread.sleep(pauseMillis);
            }
        };
        return interruptible(name, turns, TURN_CLOSE_MILLIS);
    }

    private record Interruptible(Work work, Thread thread) implements Life {
        @Override
        public void run() throws InterruptedException {
            work.run();
        }

        @Override
        public void stop() {
            thread.interrupt();
        }
    }

    /**
     * A service that has not begun.
     *
     * @param name of it and, behind {@code ledger-}, of its thread
     * @param lives makes each life, on the service's thread
     * @param closeMillis how long closing waits for the last; one that hangs longer dies with the process
     */
    public SideService(String name, Supplier<? extends Life> lives, long closeMillis) {
        this.name = name;
        this.lives = lives;
        this.closeMillis = closeMillis;
        thread = new Thread(this::run, "ledger-" + name);
        thread.setDaemon(true);
    }

    /** Begins; further calls do nothing. */
    public void start() {
        if (isStarted.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** How it is doing now. */
    public ServiceStatus status() {
        return new ServiceStatus(name, isRunning, restarts.get(), failure);
    }

    /** Stops it, and waits for that. */
    @Override
    public void close() {
        stopping.countDown();
        synchronized (changing) {
            if (living != null) {
                living.stop();
            }
        }
        if (isStarted.get()) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(closeMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pauseMillis = PAUSE_MILLIS_MIN;
        while (!isStopping()) {
            long begun = System.nanoTime();
            live();
            // A service that worked for long starts again after the shortest pause.
            boolean wasLong = System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS_MAX);
            pauseMillis = wasLong ? PAUSE_MILLIS_MIN : Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
            pause(wasLong ? PAUSE_MILLIS_MIN : pauseMillis / 2);
        }
    }

    /** One life. Even an error only ends this life: if there is no memory now, there may be some in a minute. */
    private void live() {
        try {
            Life life = begun();
            isRunning = true;
            life.run();
        } catch (InterruptedException stopped) {
            LOG.debug("interrupted service={}", name);
        } catch (Throwable broken) {
            failed(broken);
        } finally {
            isRunning = false;
            synchronized (changing) {
                living = null;
            }
        }
    }

    private Life begun() {
        Life life = lives.get();
        synchronized (changing) {
            living = life;
            if (isStopping()) {
                life.stop();
            }
        }
        return life;
    }

    private void failed(Throwable broken) {
        if (!isStopping()) {
            restarts.incrementAndGet();
            failure = broken.toString();
            LOG.error("stopped, and begins again by itself; deciding goes on service={}", name, broken);
        }
    }

    private void pause(long millis) {
        try {
            boolean unused = stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("interrupted service={}", name);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
