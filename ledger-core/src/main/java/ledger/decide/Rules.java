package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.command.CommandHeader;
import org.jspecify.annotations.Nullable;

/**
 * A version of the rules by which commands are decided. A record in the log says from where one holds, so that a
 * command is decided the same by every later build. A rule that differs between versions is a method here; a version,
 * once it was released, is never changed.
 */
public enum Rules {
    /** The first ones: time is the broker's. */
    V1(1) {
        @Override
        long timeMillis(@Nullable Long sentAtMillis, long appendedMillis) {
            return appendedMillis;
        }
    },
    /** The broker's time follows that of the gateway: a clock that jumps ahead pays no refills. */
    V2(2) {
        @Override
        long timeMillis(@Nullable Long sentAtMillis, long appendedMillis) {
            return sentAtMillis == null ? appendedMillis : Math.min(appendedMillis, sentAtMillis + LEAD_MILLIS_MAX);
        }
    };

    /**
     * How far the broker's clock may be ahead of the gateway's. Far more than the clocks of two healthy machines differ
     * and a command waits to be appended; far less than a period of a plan.
     */
    public static final long LEAD_MILLIS_MAX = 3_600_000;

    private final int version;

    Rules(int version) {
        this.version = version;
    }

    /** What holds where the log does not say. */
    public static Rules first() {
        return V1;
    }

    /** The newest version that this build knows. */
    public static Rules newest() {
        return List.of(values()).get(values().length - 1);
    }

    /** The version of that number; empty where this build does not know it. */
    public static Optional<Rules> of(int version) {
        return List.of(values()).stream()
                .filter(rules -> rules.version == version)
                .findFirst();
    }

    /** The number of the version, 1 or more. */
    public int version() {
        return version;
    }

    /** Whether these know what holds under the others as well. */
    public boolean include(Rules others) {
        return version >= others.version;
    }

    /**
     * The time of a command in the log: never before the last of its account, epoch milliseconds.
     *
     * @param lastMillis of the account's last event
     * @param header says when the command was sent
     * @param appendedMillis when the broker appended it
     */
    public long nowMillis(long lastMillis, CommandHeader header, long appendedMillis) {
        return Math.max(lastMillis, timeMillis(header.sentAtMillis(), appendedMillis));
    }

    abstract long timeMillis(@Nullable Long sentAtMillis, long appendedMillis);
}
