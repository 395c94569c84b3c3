package ledger.api.http;

/**
 * The pace of one client: how fast it sends a request that it began, and takes the answer. The time that the ledger
 * itself needs is not counted against it. Thread-safe.
 */
final class Pace {
    /** Two lost packets and their repetition are no attack, so a client gets this much time. */
    static final long GRACE_NANOS = 10_000_000_000L;
    /** The system tells what a client took in lumps, about a third of the buffer that it keeps for one. */
    private static final long LUMP_BYTES = 48 * 1_024;

    private static final double NANOS_PER_SECOND = 1e9;
    /** A client that waits for the ledger is not slow. It comes after all clients that are. */
    private static final long OWED_NANOS = -86_400_000_000_000L;

    private enum Waiting {
        /** For the first byte of a request, for as long as the client likes. */
        NOTHING,
        /** For the rest of a request. */
        REQUEST,
        /** For the ledger. */
        LEDGER
    }

    private Waiting waiting = Waiting.NOTHING;
    private long sinceNanos;
    private long received;
    private boolean isWriting;
    private long writingSinceNanos;
    private long sent;
    /** Changes with every byte and step: a client with the same turn has not moved. */
    private long turn;

    Pace(long nowNanos) {
        sinceNanos = nowNanos;
    }

    synchronized void received(int bytes, long nowNanos) {
        turn++;
        if (waiting == Waiting.NOTHING) {
            await(Waiting.REQUEST, nowNanos);
        }
        received += bytes;
    }

    /** Some of an answer went out; {@code isAll} tells that nothing of it is left here. */
    synchronized void sent(long bytes, boolean isAll, long nowNanos) {
        turn++;
        if (isAll) {
            isWriting = false;
        } else if (isWriting) {
            sent += bytes;
        } else {
            isWriting = true;
            writingSinceNanos = nowNanos;
            sent = 0;
        }
    }

    /** The head of a request is there, or its body: now it is the ledger's turn. */
    synchronized void asked(long nowNanos) {
        await(Waiting.LEDGER, nowNanos);
    }

    /** The rest of the body is awaited. */
    synchronized void awaitsBody(long nowNanos) {
        await(Waiting.REQUEST, nowNanos);
    }

    synchronized void answered(long nowNanos) {
        await(Waiting.NOTHING, nowNanos);
    }

    synchronized long turn() {
        return turn;
    }

    /** How far the client is behind one that just keeps to the rate. A client without a request falls behind too. */
    synchronized long lagNanos(int bytesPerSecond, long nowNanos) {
        if (isWriting) {
            return nowNanos - writingSinceNanos - nanos(sent, bytesPerSecond);
        }
        long elapsed = nowNanos - sinceNanos - nanos(received, bytesPerSecond);
        return waiting == Waiting.LEDGER ? OWED_NANOS + elapsed : elapsed;
    }

    /** Whether the client is so slow with its request that it must be cut off. */
    synchronized boolean isTooSlow(int bytesPerSecond, long nowNanos) {
        if (isWriting) {
            return lagNanos(bytesPerSecond, nowNanos) > GRACE_NANOS + nanos(LUMP_BYTES, bytesPerSecond);
        }
        return waiting == Waiting.REQUEST && lagNanos(bytesPerSecond, nowNanos) > GRACE_NANOS;
    }

    private void await(Waiting next, long nowNanos) {
        turn++;
        waiting = next;
        sinceNanos = nowNanos;
        received = 0;
    }

    private static long nanos(long bytes, int bytesPerSecond) {
        return (long) (bytes * NANOS_PER_SECOND / bytesPerSecond);
    }
}
