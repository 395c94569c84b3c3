package ledger.streams.project;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import ledger.AccountId;

/**
 * The balances that changed: each at once where the projection keeps up, and where it is behind the last of each user
 * in a commit, since whoever reads {@code ledger.balances} then sees the ones in between and the last together. Used by
 * one thread.
 */
final class LateBalances {
    /** Behind by more than this, nobody who is told at once is told in time. */
    private static final long LATE_MILLIS = 1_000;
    /** Users of one commit; beyond it those that wait are forwarded. */
    private static final int USERS_MAX = 20_000;

    private final InstantSource clock;
    private final Forwarding forwarding;
    private final Map<AccountId, Changed> waiting = new LinkedHashMap<>();

    /** Passes on the balance of an account. */
    @FunctionalInterface
    interface Forwarding {
        void forward(AccountId account, byte[] accountRow, long timeMillis);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Changed(byte[] accountRow, long timeMillis) {}

    LateBalances(InstantSource clock, Forwarding forwarding) {
        this.clock = clock;
        this.forwarding = forwarding;
    }

    /**
     * An account has changed.
     *
     * @param timeMillis when, epoch milliseconds
     */
    void changed(AccountId account, byte[] accountRow, long timeMillis) {
        if (clock.millis() - timeMillis <= LATE_MILLIS) {
            waiting.remove(account);
            forwarding.forward(account, accountRow, timeMillis);
            return;
        }
        waiting.put(account, new Changed(accountRow, timeMillis));
        if (waiting.size() >= USERS_MAX) {
            forwardAll();
        }
    }

    /** Passes on what waits. */
    void forwardAll() {
        waiting.forEach((account, changed) -> forwarding.forward(account, changed.accountRow(), changed.timeMillis()));
        waiting.clear();
    }
}
