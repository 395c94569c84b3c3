package ledger.query;

import java.util.List;
import ledger.fold.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of one account.
 *
 * @param entries in the order asked for; fewer than the limit, though more may follow, where only few of the rows that
 *     a page may look at match
 * @param total how many match in all, or null where that was not counted to the end
 * @param nextAfter the sequence after which a next page goes on, or null where nothing more follows; only by time
 * @param hasMore whether more may follow
 */
public record EntryPage(
        List<Entry> entries, @Nullable Long total, @Nullable Long nextAfter, boolean hasMore) {
    public EntryPage {
        entries = List.copyOf(entries);
    }
}
