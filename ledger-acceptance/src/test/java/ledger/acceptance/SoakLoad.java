package ledger.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Clients that write and read at a steady rate whether the ledger is up or not: what was not answered is asked again
 * with its key until it is. So every call has an answer in the end, and what each user must have is known exactly.
 */
final class SoakLoad implements Closeable {
    private static final int CLIENTS = 8;
    private static final int USERS = 300;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Supplier<LedgerClient> ledger;
    private final long pauseNanos;
    private final List<Thread> clients = new ArrayList<>();
    private final Map<String, BigDecimal> sums = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean isOver;
    private volatile boolean isGivenUp;

    /**
     * Begins.
     *
     * @param ledger who to call now, for every user
     * @param perSecond calls of all clients together
     */
    SoakLoad(Supplier<LedgerClient> ledger, int perSecond, long seed) {
        this.ledger = ledger;
        pauseNanos = TimeUnit.SECONDS.toNanos(CLIENTS) / perSecond;
        for (int client = 0; client < CLIENTS; client++) {
            String name = "soak-" + client;
            Random random = new Random(seed + client);
            Thread thread = new Thread(() -> callUntilOver(name, random), name);
            clients.add(thread);
            thread.start();
        }
    }

    /** What every user must have, who has anything. */
    Map<String, BigDecimal> sums() {
        return Map.copyOf(sums);
    }

    /** Answers that nobody should get. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    long calls() {
        return calls.get();
    }

    /** Asks nothing more; what is not answered is given up, since the ledger may be gone. */
    @Override
    public void close() {
        isGivenUp = true;
        end();
    }

    /** Asks nothing more, and waits until everything that was asked is answered. */
    void end() {
        isOver = true;
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void callUntilOver(String name, Random random) {
        long nextNanos = System.nanoTime();
        for (int i = 0; !isOver; i++) {
            String user = "user-" + random.nextInt(USERS);
            try {
                call(user, name + "-" + i, random);
            } catch (RuntimeException | AssertionError wrong) {
                fault(user + ": " + wrong);
            }
            calls.incrementAndGet();
            // After an outage nobody catches up: the rate is bounded.
            nextNanos = Math.max(nextNanos + pauseNanos, System.nanoTime() - pauseNanos);
            LockSupport.parkNanos(nextNanos - System.nanoTime());
        }
    }

    private void call(String user, String key, Random random) {
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(50));
        switch (random.nextInt(12)) {
            case 0, 1 -> booked(user, write("/add", key, LedgerClient.purchase(user, amount.toString())));
            case 2, 3, 4, 5 -> booked(user, write("/use", key, LedgerClient.spending(user, amount.toString())));
            case 6 -> hold(user, key, amount, random.nextBoolean());
            case 7, 8, 9 -> balance(user);
            case 10 -> read("/transactions?limit=20&userId=" + user);
            default -> read("/statistics?userId=" + user);
        }
    }

    private void hold(String user, String key, BigDecimal amount, boolean isCaptured) {
        Answer placed = write("/holds", key, LedgerClient.spending(user, amount.toString()));
        if (placed.status() >= 300) {
            return;
        }
        String hold = "/holds/" + placed.data().path("holdId").asText();
        if (isCaptured) {
            booked(user, write(hold + "/capture", key + "-c", Json.object("amount", amount)));
        } else {
            write(hold + "/void", key + "-v", Json.object());
        }
    }

    /** A balance of any moment is never older than what was answered before it was asked for. */
    private void balance(String user) {
        long known = sequences.getOrDefault(user, 0L);
        Answer answer = read("/balance?userId=" + user);
        long sequence = answer.data().path("sequence").asLong();
        if (sequence < known) {
            fault("answered " + known + " before, and now: " + answer);
        }
    }

    private void booked(String user, Answer answer) {
        if (answer.status() < 300) {
            JsonNode transaction = answer.data();
            sums.merge(user, Json.decimal(transaction.path("amount")), BigDecimal::add);
            sequences.merge(user, transaction.path("sequence").asLong(), Math::max);
        }
    }

    private Answer write(String path, String key, JsonNode body) {
        return answered(() -> ledger.get().withKey(key).post(path, body));
    }

    private Answer read(String path) {
        return answered(() -> ledger.get().get(path)).expect(200);
    }

    private Answer answered(Supplier<Answer> call) {
        while (!isGivenUp) {
            try {
                Answer answer = call.get();
                if (answer.status() != 503) {
                    requireOutcome(answer);
                    return answer;
                }
            } catch (CompletionException gone) {
                LockSupport.parkNanos(RETRY_NANOS); // It was killed, and comes back.
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        throw new IllegalStateException("given up before it was answered");
    }

    private static void requireOutcome(Answer answer) {
        if (answer.status() >= 300 && answer.status() != 402) {
            throw new AssertionError("no outcome: " + answer);
        }
    }

    private void fault(String what) {
        if (faults.size() < 100) {
            faults.add(what);
        }
    }
}
