package ledger.memory;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests move. Thread-safe. */
public final class MovedClock extends Clock {
    private volatile Instant now;

    public MovedClock(Instant first) {
        now = first;
    }

    /** Sets it to a time, as ISO 8601 in UTC. */
    public void at(String time) {
        now = Instant.parse(time);
    }

    /** Sets it to epoch milliseconds. */
    public void at(long millis) {
        now = Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
