package ledger.streams.sweep;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.command.CommandHeader;
import ledger.command.ExpireDue;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.log.Outcome;
import ledger.streams.service.ServiceStatus;
import ledger.streams.service.SideService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends {@link ExpireDue} for accounts of this instance in which something is due. It is an ordinary client with a
 * clock of its own, and decides nothing. It takes a few accounts of each partition at a time and waits until they are
 * folded. So even if a million holds end at once, other callers' commands wait for only a few of them. A second sweeper
 * finds nothing due and leaves no trace.
 */
public final class Sweeper implements AutoCloseable {
    /**
     * Each command settles at most 64 events. Those of accounts with many holds rewrite large rows. This many take a
     * tenth of a second; fifty took two seconds on a busy machine.
     */
    static final int ACCOUNTS_PER_PARTITION_MAX = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    /** Any other command of the account settles what is due, so nobody waits for this. */
    private static final long IDLE_MILLIS = 500;
    /** Leaves commands of others room between two turns. */
    private static final long BUSY_MILLIS = 20;
    /** The broker's clock decides what is due, and may be behind this one. */
    private static final long GRACE_MILLIS = 500;
    /** Longer than a caller of the log waits to be told that its answer is unknown. */
    private static final long ANSWER_MILLIS_MAX = 30_000;

    private static final long CLOSE_MILLIS = 5_000;

    private final DueAccounts due;
    private final CommandLog log;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final SideService service = SideService.interruptible("sweeper", this::run, CLOSE_MILLIS);

    /** Finds the accounts of this instance of which something is due. */
    @FunctionalInterface
    public interface DueAccounts {
        /** Those due at a time, epoch milliseconds, first due first, so many of each partition at most. */
        List<AccountId> find(long atMillis, int perPartition);
    }

    /** A sweeper that has not begun. */
    public Sweeper(DueAccounts due, CommandLog log, InstantSource clock) {
        this.due = due;
        this.log = log;
        this.clock = clock;
    }

    /** Begins; further calls do nothing. */
    public void start() {
        service.start();
    }

    /** The status of the sweeper. While it does not run, what is due counts nevertheless. */
    public ServiceStatus status() {
        return service.status();
    }

    @Override
    public void close() {
        stopping.countDown();
        service.close();
    }

    /** Settles some of what is due. Returns whether it has settled anything, so that more may be due. */
    boolean turn() throws InterruptedException {
        try {
            return settle(due.find(clock.millis() - GRACE_MILLIS, ACCOUNTS_PER_PARTITION_MAX));
        } catch (UnavailableException starting) {
            return false;
        }
    }

    private void run() throws InterruptedException {
        long pauseMillis = IDLE_MILLIS;
        while (!stopping.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            pauseMillis = turn() ? BUSY_MILLIS : IDLE_MILLIS;
        }
    }

    private boolean settle(List<AccountId> accounts) throws InterruptedException {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (AccountId account : accounts) {
            CommandHeader header = new CommandHeader(
                    "sweep-" + UUID.randomUUID(), account, null, CommandHeader.LEDGER, clock.millis());
            answers.add(log.append(new ExpireDue(header)).toCompletableFuture());
        }
        boolean hasSettled = false;
        for (CompletableFuture<Answer> answer : answers) {
            hasSettled |= hasSettled(answer);
        }
        return hasSettled;
    }

    private static boolean hasSettled(CompletableFuture<Answer> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS) instanceof Answer.Decided decided
                    && decided.outcome() instanceof Outcome.Settled settled
                    && settled.events() > 0;
        } catch (ExecutionException | TimeoutException unknown) {
            // Not appended, or folded elsewhere: what is still due is found again.
            LOG.debug("account not swept now reason={}", unknown.toString());
            return false;
        }
    }
}
