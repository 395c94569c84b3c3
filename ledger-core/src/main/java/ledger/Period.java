package ledger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** A day, a week from Monday, or a month of the calendar. Stored by code: a code is never reused. */
public enum Period {
    DAY(1),
    WEEK(2),
    MONTH(3);

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final int DAYS_PER_WEEK = 7;

    private final int code;

    Period(int code) {
        this.code = code;
    }

    /** The stable number in store rows. */
    public int code() {
        return code;
    }

    /** Reads a stored code. Throws {@link IllegalArgumentException} for one this build does not know. */
    public static Period ofCode(int code) {
        for (Period period : values()) {
            if (period.code == code) {
                return period;
            }
        }
        throw new IllegalArgumentException("unknown period code " + code);
    }

    /**
     * The time that is so many periods after an anchor, in UTC. In a month without the anchor's day it is the last day
     * of the month.
     */
    public long after(long anchorMillis, long count) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(anchorMillis, MILLIS_PER_DAY));
        LocalDate then = switch (this) {
            case DAY -> day.plusDays(count);
            case WEEK -> day.plusDays(DAYS_PER_WEEK * count);
            case MONTH -> day.plusMonths(count);
        };
        return then.toEpochDay() * MILLIS_PER_DAY + Math.floorMod(anchorMillis, MILLIS_PER_DAY);
    }

    /** How many periods have begun by a time. The anchor begins the first; before the anchor it is 0. */
    public long begun(long anchorMillis, long timeMillis) {
        if (timeMillis < anchorMillis) {
            return 0;
        }
        LocalDate from = LocalDate.ofEpochDay(Math.floorDiv(anchorMillis, MILLIS_PER_DAY));
        LocalDate until = LocalDate.ofEpochDay(Math.floorDiv(timeMillis, MILLIS_PER_DAY));
        long count = 1
                + switch (this) {
                    case DAY -> ChronoUnit.DAYS.between(from, until);
                    case WEEK -> ChronoUnit.WEEKS.between(from, until);
                    case MONTH -> ChronoUnit.MONTHS.between(from, until);
                };
        // The count may be off by one: a short month ends before the anchor's day, and the hour of the day counts too.
        long next = after(anchorMillis, count) <= timeMillis ? count + 1 : count;
        return after(anchorMillis, next - 1) <= timeMillis ? next : next - 1;
    }

    /** The first day of the calendar period that contains a day, as days since 1970-01-01. */
    public long firstDay(long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        return switch (this) {
            case DAY -> epochDay;
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay();
            case MONTH -> day.withDayOfMonth(1).toEpochDay();
        };
    }

    /** The first day of the period after the one that begins on a day, days since 1970-01-01. */
    public long nextFirstDay(long firstEpochDay) {
        return Math.floorDiv(after(firstEpochDay * MILLIS_PER_DAY, 1), MILLIS_PER_DAY);
    }
}
