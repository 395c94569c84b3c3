package ledger.streams;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads whose names say whose they are. */
public final class NamedThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    /** {@code ledger-}, the name, and a number from 1. */
    public NamedThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "ledger-" + name + "-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
