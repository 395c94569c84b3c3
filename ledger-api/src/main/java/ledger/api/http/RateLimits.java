package ledger.api.http;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;
import ledger.api.http.json.ErrorCode;

/**
 * How often each subject may call: so many requests a second, and ten seconds' worth of them at once. For each subject
 * it remembers one time: from then on it is as if the subject had never called, and it is forgotten. Thread-safe.
 */
final class RateLimits {
    /** A page that opens, or a job that begins, asks a lot at once and then little. */
    static final int BURST_SECONDS = 10;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long BURST_NANOS = BURST_SECONDS * NANOS_PER_SECOND;
    /** Subjects that asked within the last ten seconds, a hundred bytes each; more than any instance could answer. */
    private static final int SUBJECTS_MAX = 200_000;

    private final OptionalInt ofUsers;
    private final OptionalInt ofServices;
    private final LongSupplier nanoClock;
    private final int subjectsMax;
    private final Map<Subject, AtomicLong> restedAt = new ConcurrentHashMap<>();
    private final AtomicBoolean isForgetting = new AtomicBoolean();

    RateLimits(HttpLimits limits) {
        this(limits, System::nanoTime, SUBJECTS_MAX);
    }

    RateLimits(HttpLimits limits, LongSupplier nanoClock, int subjectsMax) {
        this.ofUsers = limits.userRequestsPerSecond();
        this.ofServices = limits.serviceRequestsPerSecond();
        this.nanoClock = nanoClock;
        this.subjectsMax = subjectsMax;
    }

    /** Counts a request. Returns 0 if it is accepted now, or else the seconds, rounded up, after which it could be. */
    int secondsToWait(Caller caller) {
        OptionalInt perSecond = perSecond(caller.role());
        if (perSecond.isEmpty()) {
            return 0;
        }
        long now = nanoClock.getAsLong();
        long costNanos = NANOS_PER_SECOND / perSecond.getAsInt();
        AtomicLong rested = rested(new Subject(caller.actor(), caller.role() == Role.USER), now);
        while (true) {
            long at = rested.get();
            long next = (at - now > 0 ? at : now) + costNanos;
            long tooEarlyNanos = next - now - BURST_NANOS;
            if (tooEarlyNanos > 0) {
                return (int) ((tooEarlyNanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
            }
            if (rested.compareAndSet(at, next)) {
                return 0;
            }
        }
    }

    /** What a caller is told who asked too often. */
    Failure refusal(Caller caller, int secondsToWait) {
        boolean isUser = caller.role() == Role.USER;
        int perSecond = perSecond(caller.role()).orElseThrow();
        String message =
                "too many requests: one subject of role %s may ask %d a second, and %d at once; ask again after %d s and then more slowly, or have %s raised"
                        .formatted(
                                isUser ? "user" : "service or admin",
                                perSecond,
                                (long) perSecond * BURST_SECONDS,
                                secondsToWait,
                                isUser ? "LEDGER_RATE_LIMIT" : "LEDGER_RATE_LIMIT_SERVICE");
        return new Failure(ErrorCode.RATE_LIMITED, message, out -> {
            out.number("perSecond", perSecond);
            out.number("retryAfterSeconds", secondsToWait);
        });
    }

    int remembered() {
        return restedAt.size();
    }

    private OptionalInt perSecond(Role role) {
        return role == Role.USER ? ofUsers : ofServices;
    }

    private AtomicLong rested(Subject subject, long now) {
        AtomicLong known = restedAt.get(subject);
        if (known != null) {
            return known;
        }
        if (restedAt.size() >= subjectsMax) {
            forgetRested(now);
        }
        // If all known subjects are still busy, a new one is not counted this time, because bounded memory is more
        // important.
        return restedAt.size() >= subjectsMax
                ? new AtomicLong(now)
                : restedAt.computeIfAbsent(subject, unseen -> new AtomicLong(now));
    }

    /**
     * A subject that has rested counts like a new one, so forgetting it loses nothing. One thread does this, and the
     * others go on.
     */
    private void forgetRested(long now) {
        if (isForgetting.compareAndSet(false, true)) {
            restedAt.values().removeIf(rested -> rested.get() - now <= 0);
            isForgetting.set(false);
        }
    }

    private record Subject(String actor, boolean isUser) {}
}
