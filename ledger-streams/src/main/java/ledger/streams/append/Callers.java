package ledger.streams.append;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import ledger.UnavailableException;
import ledger.log.Answer;
import org.jspecify.annotations.Nullable;

/** Callers who wait for their command to be folded here. Thread-safe. */
public final class Callers {
    /** How long an outcome is waited for; a command that is not folded by then is unknown to its caller. */
    public static final long WAIT_MILLIS_MAX = 10_000;
    /** More than a full batch from each of 64 callers at once; beyond it the ledger is too busy. */
    public static final int WAITING_MAX = 100_000;

    private final Map<String, Caller> waiting = new ConcurrentHashMap<>();
    private final Executor releasing;

    private record Caller(int partition, CompletableFuture<Answer> answer) {}

    /** Callers are released on the executor, never on the thread that folds. */
    public Callers(Executor releasing) {
        this.releasing = releasing;
    }

    /** How many wait now. */
    public int waiting() {
        return waiting.size();
    }

    /** Registers a caller, before its command is appended. Throws {@link UnavailableException} where too many wait. */
    public CompletableFuture<Answer> expect(String commandId, int partition) {
        if (waiting.size() >= WAITING_MAX) {
            throw new UnavailableException("too many commands are waiting for their outcome");
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(commandId, new Caller(partition, answer));
        return answer.orTimeout(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .whenComplete((given, failure) -> waiting.remove(commandId))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)));
    }

    /** The append failed, and may or may not have reached the log. */
    public void failed(String commandId, Throwable failure) {
        Caller caller = waiting.get(commandId);
        if (caller != null) {
            releasing.execute(() -> caller.answer().completeExceptionally(unknownOutcome(failure)));
        }
    }

    /** Whether somebody here waits for the command. */
    boolean isAwaited(String commandId) {
        return waiting.containsKey(commandId);
    }

    /** What lets a caller go on, for {@link #release} to run; null where nobody waits. */
    public @Nullable Runnable releasing(String commandId, Answer answer) {
        Caller caller = waiting.get(commandId);
        return caller == null ? null : () -> caller.answer().complete(answer);
    }

    /** Lets callers go on, one after the other, on a thread that does not decide. */
    public void release(List<Runnable> releases) {
        if (!releases.isEmpty()) {
            releasing.execute(() -> releases.forEach(Runnable::run));
        }
    }

    /** The partition goes elsewhere: its callers learn their outcome by retrying. */
    public void abandon(int partition) {
        UnavailableException moved = new UnavailableException("the outcome is unknown: retry with the same key");
        waiting.values().stream()
                .filter(caller -> caller.partition() == partition)
                .forEach(caller -> releasing.execute(() -> caller.answer().completeExceptionally(moved)));
    }

    private static UnavailableException unavailable(Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable reason = failure instanceof CompletionException && cause != null ? cause : failure;
        return reason instanceof UnavailableException known ? known : unknownOutcome(reason);
    }

    private static UnavailableException unknownOutcome(Throwable cause) {
        return new UnavailableException("the outcome is unknown: retry with the same key", cause);
    }
}
