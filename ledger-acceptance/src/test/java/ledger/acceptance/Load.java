package ledger.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writers that go on until the ledger is gone, and remember what they asked and were answered. */
final class Load {
    static final List<String> USERS = List.of("ann", "bob", "cid", "dora", "eve");

    private static final int WRITERS = 8;
    private static final long ANSWERS_SECONDS_MAX = 120;

    private final long seed;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private final Semaphore answered = new Semaphore(0);
    private int rounds;

    Load(long seed) {
        this.seed = seed;
    }

    void begin(LedgerProcess ledger) {
        rounds++;
        answered.drainPermits();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(seed + 31L * rounds + writer);
            String name = rounds + "-" + writer;
            Thread thread = new Thread(() -> write(ledger.admin(), random, name), "writer " + name);
            writers.add(thread);
            thread.start();
        }
    }

    /** Waits until so many calls of this round were answered. */
    void awaitAnswers(int count) throws InterruptedException {
        if (!answered.tryAcquire(count, ANSWERS_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + answered.availablePermits() + " answers of " + count);
        }
    }

    /** Waits until every writer has seen that the ledger is gone. */
    void end() throws InterruptedException {
        for (Thread writer : writers) {
            writer.join();
        }
        writers.clear();
    }

    List<Call> calls() {
        return calls;
    }

    /** The highest sequence that any answer told of the user. */
    long newestSequence(String user) {
        return calls.stream()
                .filter(call -> call.user().equals(user) && call.isAccepted())
                .mapToLong(call -> call.transaction().path("sequence").asLong())
                .max()
                .orElse(0);
    }

    private void write(LedgerClient ledger, Random random, String name) {
        for (int i = 0; ; i++) {
            String user = USERS.get(random.nextInt(USERS.size()));
            boolean adds = random.nextInt(4) == 0;
            String amount = String.valueOf(1 + random.nextInt(20));
            Call call = new Call(
                    user,
                    name + "-" + i,
                    adds ? "/add" : "/use",
                    adds ? LedgerClient.purchase(user, amount) : LedgerClient.spending(user, amount));
            calls.add(call);
            try {
                Answer answer = ledger.withKey(call.key).post(call.path, call.body);
                if (answer.status() == 503) {
                    continue; // The outcome is unknown, as the answer says.
                }
                call.learn(answer);
                answered.release();
            } catch (CompletionException gone) {
                return;
            }
        }
    }

    /** One command, and what was heard of it. */
    static final class Call {
        private final String user;
        private final String key;
        private final String path;
        private final JsonNode body;
        private volatile @Nullable Answer answer;

        Call(String user, String key, String path, JsonNode body) {
            this.user = user;
            this.key = key;
            this.path = path;
            this.body = body;
        }

        String user() {
            return user;
        }

        String key() {
            return key;
        }

        String path() {
            return path;
        }

        JsonNode body() {
            return body;
        }

        @Nullable
        Answer answer() {
            return answer;
        }

        /** Takes the answer, which must be an outcome. */
        void learn(Answer outcome) {
            if (outcome.status() != 200 && outcome.status() != 201 && outcome.status() != 402) {
                throw new AssertionError("no outcome: " + outcome);
            }
            answer = outcome;
        }

        boolean isAccepted() {
            Answer known = answer;
            return known != null && known.status() < 300;
        }

        JsonNode transaction() {
            Answer known = answer;
            if (known == null) {
                throw new IllegalStateException("not answered: " + key);
            }
            return known.data();
        }
    }
}
