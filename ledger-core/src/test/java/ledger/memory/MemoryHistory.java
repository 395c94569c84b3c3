package ledger.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.Credits;
import ledger.account.TransactionType;
import ledger.fold.Entry;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.TooManyRowsException;

/** History and days by looking at everything. */
final class MemoryHistory {
    private static final long MILLIS_PER_DAY = 86_400_000;

    private MemoryHistory() {}

    static EntryPage page(List<Entry> entries, EntryQuery query) {
        if (query.offset() > EntryQuery.ROWS_MAX) {
            throw new TooManyRowsException();
        }
        Comparator<Entry> bySequence =
                Comparator.comparingLong(entry -> entry.id().sequence());
        Comparator<Entry> order = query.order() == EntryQuery.Order.CREATED_AT
                ? bySequence
                : Comparator.<Entry>comparingLong(entry -> entry.booking().amountMicros())
                        .thenComparing(bySequence);
        List<Entry> matching = entries.stream()
                .filter(entry -> matches(entry, query))
                .sorted(query.descending() ? order.reversed() : order)
                .toList();
        List<Entry> rest = matching.stream()
                .filter(entry -> isAfter(entry, query))
                .skip(query.offset())
                .toList();
        List<Entry> page = rest.subList(0, Math.min(query.limit(), rest.size()));
        boolean hasMore = rest.size() > page.size();
        Long nextAfter = hasMore ? page.get(page.size() - 1).id().sequence() : null;
        return new EntryPage(page, (long) matching.size(), nextAfter, hasMore);
    }

    static List<DayTotals> days(List<Entry> entries, long fromEpochDay, long untilEpochDay) {
        Map<Long, DayTotals> days = new TreeMap<>();
        for (Entry entry : entries) {
            long day = Math.floorDiv(entry.past().timeMillis(), MILLIS_PER_DAY);
            if (day >= fromEpochDay && day <= untilEpochDay) {
                days.merge(day, totals(day, entry), MemoryHistory::sum);
            }
        }
        return new ArrayList<>(days.values());
    }

    private static boolean matches(Entry entry, EntryQuery query) {
        return (query.type() == null || entry.booking().type() == query.type())
                && (query.reason() == null || entry.booking().reason() == query.reason())
                && entry.past().timeMillis() >= query.fromMillis()
                && entry.past().timeMillis() <= query.untilMillis();
    }

    private static boolean isAfter(Entry entry, EntryQuery query) {
        Long after = query.afterSequence();
        if (after == null) {
            return true;
        }
        return query.descending() ? entry.id().sequence() < after : entry.id().sequence() > after;
    }

    private static DayTotals totals(long day, Entry entry) {
        TransactionType type = entry.booking().type();
        Credits amount = new Credits(Math.abs(entry.booking().amountMicros()));
        Map<String, Credits> byModel = entry.past().event().cost() == null
                ? Map.of()
                : Map.of(entry.past().event().cost().price().model().toString(), amount);
        return new DayTotals(
                day,
                1,
                type == TransactionType.USAGE ? amount : Credits.ZERO,
                type.isAddition() ? amount : Credits.ZERO,
                Map.of(type, amount),
                Map.of(entry.booking().reason(), amount),
                byModel);
    }

    private static DayTotals sum(DayTotals one, DayTotals other) {
        return new DayTotals(
                one.epochDay(),
                one.entries() + other.entries(),
                one.used().plus(other.used()),
                one.added().plus(other.added()),
                sum(one.byType(), other.byType()),
                sum(one.byReason(), other.byReason()),
                sum(one.byModel(), other.byModel()));
    }

    private static <K> Map<K, Credits> sum(Map<K, Credits> one, Map<K, Credits> other) {
        Map<K, Credits> sum = new TreeMap<>(one);
        other.forEach((key, credits) -> sum.merge(key, credits, Credits::plus));
        return sum;
    }
}
