package ledger.api.credits;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import ledger.account.ZoneOffsets;
import ledger.account.ZoneOffsets.Shift;

/**
 * Looks up when a zone changes its clocks. Here, before the command is in the log: what folds the log must come to the
 * same answer with tomorrow's tables.
 */
final class TimeZones {
    /** Longer than a month, so that the window that is open now begins when the clocks there said so. */
    private static final Duration BACK = Duration.ofDays(40);

    private TimeZones() {}

    static boolean isKnown(String name) {
        if (name.length() > ZoneOffsets.NAME_LENGTH_MAX) {
            return false;
        }
        try {
            return !ZoneId.of(name).getId().isEmpty();
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** The offsets of a known zone, from a little before now on. */
    static ZoneOffsets offsets(String name, long nowMillis) {
        ZoneRules rules = ZoneId.of(name).getRules();
        Instant from = Instant.ofEpochMilli(nowMillis).minus(BACK);
        List<Shift> shifts = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(from);
        while (next != null && shifts.size() < ZoneOffsets.SHIFTS_MAX) {
            shifts.add(new Shift(
                    next.getInstant().toEpochMilli(), next.getOffsetAfter().getTotalSeconds()));
            next = rules.nextTransition(next.getInstant());
        }
        return new ZoneOffsets(name, rules.getOffset(from).getTotalSeconds(), shifts);
    }
}
