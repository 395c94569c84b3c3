package ledger.cli.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the times that files have: ISO 8601 with a space or a T, with an offset or in UTC, dates, and epoch numbers.
 */
final class UsageTime {
    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}(\\.\\d{1,9})?");
    /** Seconds reach this in the year 5138, milliseconds passed it in 1973. */
    private static final long EPOCH_SECONDS_MAX = 100_000_000_000L;

    private UsageTime() {}

    /** The time a text says, empty where it says none. */
    static Optional<Instant> parse(String text) {
        try {
            if (EPOCH.matcher(text).matches()) {
                return Optional.of(epoch(text));
            }
            if (text.length() == "2026-01-01".length()) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String iso = text.replaceFirst("^(\\S{10}) ", "$1T").replaceFirst(" (UTC|Z)$", "Z");
            boolean hasOffset = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && iso.length() > "2026-01-01T00:00".length();
            String colon = iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
            return Optional.of(
                    hasOffset
                            ? OffsetDateTime.parse(colon).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }

    private static Instant epoch(String text) {
        String[] parts = text.split("\\.", 2);
        long whole = Long.parseLong(parts[0]);
        if (whole >= EPOCH_SECONDS_MAX) {
            return Instant.ofEpochMilli(whole);
        }
        String nanos = parts.length == 1 ? "0" : (parts[1] + "000000000").substring(0, 9);
        return Instant.ofEpochSecond(whole, Long.parseLong(nanos));
    }
}
