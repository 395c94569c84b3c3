package ledger.api.http.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads times as callers write them. */
public final class Times {
    /** Later than any ledger, and its text still has four digits of year. */
    private static final long MILLIS_MAX = 253_402_300_799_999L;

    public static final String RULE = " must be a time such as 2026-01-31T12:00:00Z, or a date such as 2026-01-31";

    private static final long MILLIS_PER_DAY = 86_400_000;
    /** ISO 8601 with nanoseconds and seconds of offset is shorter. */
    private static final int LENGTH_MAX = 40;

    private Times() {}

    /** A time with any offset, or a date: its first millisecond. */
    public static Optional<Long> start(String text) {
        return read(text, 0);
    }

    /** A time with any offset, or a date: its last millisecond. */
    public static Optional<Long> end(String text) {
        return read(text, MILLIS_PER_DAY - 1);
    }

    private static Optional<Long> read(String text, long millisOfDay) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            long millis = text.indexOf('T') < 0 && text.indexOf('t') < 0
                    ? LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .toEpochMilli()
                            + millisOfDay
                    // A plus that the caller did not encode arrives as a space. A time has no other space.
                    : OffsetDateTime.parse(text.replace(' ', '+'), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                            .toInstant()
                            .toEpochMilli();
            return millis >= 0 && millis <= MILLIS_MAX ? Optional.of(millis) : Optional.empty();
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }
}
