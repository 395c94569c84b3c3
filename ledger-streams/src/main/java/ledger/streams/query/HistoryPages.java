package ledger.streams.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ledger.fold.Entry;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.TooManyRowsException;
import ledger.streams.rows.AccountRow;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one account's history. A page by time seeks to where it begins and reads no further than it must.
 *
 * @param history the account's entries
 * @param row the account as it stands
 */
record HistoryPages(History history, AccountRow row) {
    EntryPage page(EntryQuery query) {
        long until = query.untilMillis() == Long.MAX_VALUE
                ? row.sequence()
                : history.lastSequenceAt(query.untilMillis(), row.sequence());
        long from = query.fromMillis() == Long.MIN_VALUE
                ? 1
                : history.lastSequenceAt(query.fromMillis() - 1, row.sequence()) + 1;
        return query.order() == EntryQuery.Order.AMOUNT ? byAmount(query, from, until) : byTime(query, from, until);
    }

    private EntryPage byTime(EntryQuery query, long from, long until) {
        TimePage page = new TimePage(query);
        Long after = query.afterSequence();
        long begin = after != null && !query.descending() ? Math.max(from, after + 1) : from;
        long end = after != null && query.descending() ? Math.min(until, after - 1) : until;
        history.visit(begin, end, query.descending(), page::add);
        Long total = query.isFiltered() ? count(query, from, until) : Long.valueOf(row.entryCount());
        return page.finish(total);
    }

    private @Nullable Long count(EntryQuery query, long from, long until) {
        long[] seen = {0, 0};
        history.visit(from, until, query.descending(), entry -> {
            seen[0]++;
            seen[1] += matches(query, entry) ? 1 : 0;
            return seen[0] <= EntryQuery.ROWS_MAX;
        });
        return seen[0] > EntryQuery.ROWS_MAX ? null : seen[1];
    }

    private EntryPage byAmount(EntryQuery query, long from, long until) {
        List<Entry> matching = new ArrayList<>();
        long[] seen = {0};
        history.visit(from, until, query.descending(), entry -> {
            if (++seen[0] > EntryQuery.ROWS_MAX) {
                throw new TooManyRowsException();
            }
            if (matches(query, entry)) {
                matching.add(entry);
            }
            return true;
        });
        Comparator<Entry> ascending = Comparator.<Entry>comparingLong(
                        entry -> entry.booking().amountMicros())
                .thenComparingLong(entry -> entry.id().sequence());
        matching.sort(query.descending() ? ascending.reversed() : ascending);
        int begin = Math.min(query.offset(), matching.size());
        int end = Math.min(begin + query.limit(), matching.size());
        return new EntryPage(matching.subList(begin, end), (long) matching.size(), null, end < matching.size());
    }

    private static boolean matches(EntryQuery query, Entry entry) {
        return (query.type() == null || query.type() == entry.booking().type())
                && (query.reason() == null || query.reason() == entry.booking().reason());
    }

    /** A page while it is filled. */
    private static final class TimePage {
        private final EntryQuery query;
        private final List<Entry> entries = new ArrayList<>();
        private int looked;
        private int skipped;
        private long lastSequence;
        private boolean hasMore;

        TimePage(EntryQuery query) {
            this.query = query;
        }

        /** Takes the next row. Returns whether the page has room for more. */
        boolean add(Entry entry) {
            boolean matches = matches(query, entry);
            if (entries.size() == query.limit()) {
                hasMore = matches || ++looked > EntryQuery.ROWS_MAX;
                return !hasMore;
            }
            if (++looked > EntryQuery.ROWS_MAX + query.limit()) {
                requireReached();
                hasMore = true;
                return false;
            }
            lastSequence = entry.id().sequence();
            if (matches && skipped < query.offset()) {
                skipped++;
            } else if (matches) {
                entries.add(entry);
            }
            return true;
        }

        EntryPage finish(@Nullable Long total) {
            return new EntryPage(entries, total, hasMore ? lastSequence : null, hasMore);
        }

        private void requireReached() {
            if (skipped < query.offset()) {
                throw new TooManyRowsException();
            }
        }
    }
}
