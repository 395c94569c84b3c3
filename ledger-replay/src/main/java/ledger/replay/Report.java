package ledger.replay;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the events add up to.
 *
 * @param events how many were folded
 * @param users how many accounts they are of
 * @param totals of all of them
 * @param byUser totals by user id
 * @param byModel totals by {@code provider/modelName}, of entries that name a model
 * @param byType totals by type of entry
 * @param byDay totals by UTC day, {@code 2026-01-31}
 * @param consistent whether the running ledger says the same of every account; null where nothing was compared
 * @param breaks events that do not follow from those before them, the first few
 * @param breakCount how many of those there are
 * @param differing users of whom the running ledger says something else, the first few
 * @param differingCount how many of those there are
 */
public record Report(
        long events,
        long users,
        Totals totals,
        SortedMap<String, Totals> byUser,
        SortedMap<String, Totals> byModel,
        SortedMap<String, Totals> byType,
        SortedMap<String, Totals> byDay,
        @Nullable Boolean consistent,
        List<Break> breaks,
        long breakCount,
        List<String> differing,
        long differingCount) {
    public Report {
        byUser = Collections.unmodifiableSortedMap(new TreeMap<>(byUser));
        byModel = Collections.unmodifiableSortedMap(new TreeMap<>(byModel));
        byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
        byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
        breaks = List.copyOf(breaks);
        differing = List.copyOf(differing);
    }

    /** Whether nothing wrong was found. */
    public boolean isSound() {
        return breakCount == 0 && !Boolean.FALSE.equals(consistent);
    }
}
