package ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** The one text form of times: ISO 8601 in UTC, with milliseconds. */
public final class IsoTime {
    private static final long MILLIS_PER_DAY = 86_400_000;
    /** Years of four digits. Only a caller's broken clock gives other ones. */
    private static final long PLAIN_FROM = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

    private static final long PLAIN_UNTIL =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int LAST_HOUR = 23;
    private static final int LAST_SECOND = 59;
    private static final String PATTERN = "0000-00-00T00:00:00.000Z";

    private IsoTime() {}

    /** Whether the year has four digits. Every time that is kept for ever must, because other programs read it back. */
    public static boolean isInRange(long millis) {
        return millis >= PLAIN_FROM && millis <= PLAIN_UNTIL;
    }

    /** Epoch milliseconds as {@code 2026-01-31T23:59:59.999Z}; years beyond four digits have a sign. */
    public static String text(long millis) {
        if (!isInRange(millis)) {
            return ofAnyYear(millis);
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY));
        int ofDay = (int) Math.floorMod(millis, MILLIS_PER_DAY);
        char[] text = PATTERN.toCharArray();
        put(text, 0, 4, date.getYear());
        put(text, 5, 2, date.getMonthValue());
        put(text, 8, 2, date.getDayOfMonth());
        put(text, 11, 2, ofDay / 3_600_000);
        put(text, 14, 2, ofDay / 60_000 % 60);
        put(text, 17, 2, ofDay / 1_000 % 60);
        put(text, 20, 3, ofDay % 1_000);
        return new String(text);
    }

    private static String ofAnyYear(long millis) {
        String seconds = Instant.ofEpochSecond(Math.floorDiv(millis, 1_000L)).toString();
        String fraction = Long.toString(1_000 + Math.floorMod(millis, 1_000L)).substring(1);
        return seconds.substring(0, seconds.length() - 1) + '.' + fraction + 'Z';
    }

    /** Epoch milliseconds. Throws {@link java.time.DateTimeException} or {@link ArithmeticException} for other text. */
    public static long millis(String text) {
        if (!isPlain(text) || number(text, 11, 2) > LAST_HOUR || number(text, 17, 2) > LAST_SECOND) {
            return Instant.parse(text).toEpochMilli(); // This also reads 24:00 and leap seconds.
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                .toEpochDay();
        LocalTime ofDay = LocalTime.of(number(text, 11, 2), number(text, 14, 2), number(text, 17, 2));
        return day * MILLIS_PER_DAY + ofDay.toSecondOfDay() * 1_000L + number(text, 20, 3);
    }

    /** Whether it has the form that this class writes. That form is read far more often than any other. */
    private static boolean isPlain(String text) {
        if (text.length() != PATTERN.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char is = text.charAt(i);
            char due = PATTERN.charAt(i);
            if (due == '0' ? is < '0' || is > '9' : is != due) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            number = 10 * number + (text.charAt(i) - '0');
        }
        return number;
    }

    private static void put(char[] text, int at, int digits, int number) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
