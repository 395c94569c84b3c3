package ledger.bench.fold;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import ledger.bench.Session;
import ledger.bench.process.Program;
import ledger.streams.topic.Topics;

/** Watches from outside, by what is committed, how fast the command log is folded. */
public final class FoldClock {
    /** A program that has committed nothing for so long hangs. */
    private static final long SILENCE_SECONDS_MAX = 120;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Offsets offsets;
    private final Prefilled log;
    private final Program program;
    private final String topic;

    /** Watches a program that folds a log of commands. */
    public FoldClock(Offsets offsets, Prefilled log, Program program) {
        this(offsets, log, program, Topics.COMMANDS);
    }

    /** Watches a program that reads a topic. */
    public FoldClock(Offsets offsets, Prefilled log, Program program, String topic) {
        this.topic = topic;
        this.offsets = offsets;
        this.log = log;
        this.program = program;
    }

    /**
     * Commands per second from the end of the warm-up until the last one is committed, together with everything that
     * follows from it.
     *
     * @param group of the fold
     */
    public double perSecond(String group, Session session) throws IOException, InterruptedException {
        long started = System.nanoTime();
        long begun = await(group, log.warmUp());
        long beganAt = System.nanoTime();
        session.say("warm after %.1f s, %,d records".formatted((beganAt - started) / NANOS_PER_SECOND, begun));
        await(group, log.total());
        long endedAt = System.nanoTime();
        double perSecond = (log.total() - begun) * NANOS_PER_SECOND / (endedAt - beganAt);
        session.say("%s: %,d in %.1f s: %,.0f a second"
                .formatted(group, log.total() - begun, (endedAt - beganAt) / NANOS_PER_SECOND, perSecond));
        return perSecond;
    }

    private long await(String group, long count) throws IOException, InterruptedException {
        long last = -1;
        long lastAt = System.nanoTime();
        while (true) {
            long committed = offsets.committed(group, topic);
            if (committed >= count) {
                return committed;
            }
            if (committed != last) {
                last = committed;
                lastAt = System.nanoTime();
            }
            if (System.nanoTime() - lastAt > SILENCE_SECONDS_MAX * NANOS_PER_SECOND) {
                throw new IOException(group + " hangs at " + committed + " of " + log.total() + " records");
            }
            program.requireAlive();
            TimeUnit.MILLISECONDS.sleep(Offsets.POLL_MILLIS);
        }
    }
}
