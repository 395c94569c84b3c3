package ledger.query;

import java.util.List;
import ledger.fold.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of one account.
 *
 * @param entries in the order asked for
 * @param total how many match in all, or null where that was not counted to the end
 * @param hasMore whether more follow
 */
public record EntryPage(List<Entry> entries, @Nullable Long total, boolean hasMore) {
    public EntryPage {
        entries = List.copyOf(entries);
    }
}
