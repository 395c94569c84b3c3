package ledger.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found valid a moment ago, because a client sends the same token with every request. Thread-safe,
 * without locks.
 */
final class RecentTokens {
    /** As many as callers are busy at once; with tokens of the usual 300 bytes that is under a megabyte. */
    private static final int SLOTS = 2_048;
    /** How long a withdrawn key is trusted beyond the cache of the keys. */
    static final long TRUST_MILLIS = 60_000;

    private final AtomicReferenceArray<@Nullable Verdict> slots = new AtomicReferenceArray<>(SLOTS);

    @Nullable
    Caller find(String token, long nowMillis) {
        Verdict verdict = slots.get(slot(token));
        return verdict != null && nowMillis < verdict.untilMillis() && verdict.isOf(token) ? verdict.caller() : null;
    }

    /** Takes the place of another token where they share a slot. */
    void remember(String token, Caller caller, long nowMillis, Instant goodUntil) {
        Instant trusted = Instant.ofEpochMilli(nowMillis + TRUST_MILLIS);
        Instant until = goodUntil.isBefore(trusted) ? goodUntil : trusted;
        slots.set(slot(token), new Verdict(token, caller, until.toEpochMilli()));
    }

    private static int slot(String token) {
        int hash = token.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    private record Verdict(String token, Caller caller, long untilMillis) {
        /** Takes the same time wherever two tokens differ. So nobody can guess a signature byte by byte. */
        boolean isOf(String other) {
            return MessageDigest.isEqual(bytes(token), bytes(other));
        }
    }
}
