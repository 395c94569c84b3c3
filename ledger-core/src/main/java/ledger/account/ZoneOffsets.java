package ledger.account;

import java.util.List;
import ledger.IsoTime;
import ledger.Text;

/**
 * The offsets of a time zone, as far as somebody looked them up: nothing that folds a log may ask a time-zone table,
 * whose rules change. The last offset stays in force.
 *
 * @param name of the zone, for people, 1 to 64 characters
 * @param offsetSeconds east of UTC before the first shift
 * @param shifts when the offset changes, in order of time
 */
public record ZoneOffsets(String name, int offsetSeconds, List<Shift> shifts) {
    public static final int NAME_LENGTH_MAX = 64;
    /** Ten years of a zone that changes its clocks twice a year. */
    public static final int SHIFTS_MAX = 20;
    /** Further than any zone was ever from UTC. */
    public static final int OFFSET_SECONDS_MAX = 18 * 3_600;

    public static final ZoneOffsets UTC = new ZoneOffsets("UTC", 0, List.of());

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long MILLIS_PER_DAY = 86_400_000;

    /**
     * One change of the clocks.
     *
     * @param atMillis when, epoch milliseconds
     * @param offsetSeconds east of UTC from then on
     */
    public record Shift(long atMillis, int offsetSeconds) {
        public Shift {
            requireOffset(offsetSeconds);
            if (!IsoTime.isInRange(atMillis)) {
                throw new IllegalArgumentException("a shift of a time zone must be in a year of four digits");
            }
        }
    }

    public ZoneOffsets {
        shifts = List.copyOf(shifts);
        requireOffset(offsetSeconds);
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || !Text.isPrintable(name)) {
            throw new IllegalArgumentException(
                    "a time zone has a name of 1 to 64 characters without control characters");
        }
        if (shifts.size() > SHIFTS_MAX) {
            throw new IllegalArgumentException("a time zone has at most " + SHIFTS_MAX + " shifts");
        }
        for (int i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).atMillis() <= shifts.get(i - 1).atMillis()) {
                throw new IllegalArgumentException("the shifts of a time zone must be in order of time");
            }
        }
    }

    /** The day on the wall at a time, days since 1970-01-01. */
    public long epochDayAt(long timeMillis) {
        int offset = offsetSeconds;
        for (Shift shift : shifts) {
            offset = timeMillis >= shift.atMillis() ? shift.offsetSeconds() : offset;
        }
        return Math.floorDiv(timeMillis + offset * MILLIS_PER_SECOND, MILLIS_PER_DAY);
    }

    /** The first moment of a day, epoch milliseconds; where the clocks jump over midnight, the moment they jump. */
    public long startOfDay(long epochDay) {
        long localMillis = epochDay * MILLIS_PER_DAY;
        long start = localMillis - offsetSeconds * MILLIS_PER_SECOND;
        for (Shift shift : shifts) {
            if (start < shift.atMillis()) {
                return start;
            }
            start = Math.max(shift.atMillis(), localMillis - shift.offsetSeconds() * MILLIS_PER_SECOND);
        }
        return start;
    }

    private static void requireOffset(int offsetSeconds) {
        if (Math.abs(offsetSeconds) > OFFSET_SECONDS_MAX) {
            throw new IllegalArgumentException("an offset is at most 18 hours");
        }
    }
}
