package ledger.decide;

import java.time.Instant;

/** A time as a refusal says it: ISO 8601 in UTC with milliseconds. */
final class IsoMillis {
    private static final long MILLIS_PER_SECOND = 1_000;

    private IsoMillis() {}

    static String text(long millis) {
        String seconds =
                Instant.ofEpochSecond(Math.floorDiv(millis, MILLIS_PER_SECOND)).toString();
        long rest = Math.floorMod(millis, MILLIS_PER_SECOND);
        String digits = Long.toString(MILLIS_PER_SECOND + rest).substring(1);
        return seconds.substring(0, seconds.length() - 1) + '.' + digits + 'Z';
    }
}
