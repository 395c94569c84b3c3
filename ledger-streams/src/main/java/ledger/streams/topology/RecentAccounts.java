package ledger.streams.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.AccountId;
import ledger.streams.store.AccountRow;
import org.jspecify.annotations.Nullable;

/**
 * The account rows that one partition wrote last, as they are in the store, so that a busy account is not read and
 * taken apart again for every command. Whoever writes such a row keeps it here. Used by one thread.
 */
final class RecentAccounts {
    /** As many accounts as are busy at once, about; a row of ordinary size takes a kilobyte or two. */
    static final int ACCOUNTS_MAX = 4_096;
    /**
     * Beyond that many books a row is not of ordinary size: a few thousand such would take the heap of a small node.
     */
    static final int BOOKS_MAX = 32;

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<AccountId, AccountRow> rows = new LinkedHashMap<>(ACCOUNTS_MAX, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, AccountRow> eldest) {
            return size() > ACCOUNTS_MAX;
        }
    };

    /** The account's row, or null where only the store has it. */
    @Nullable
    AccountRow find(AccountId account) {
        return rows.get(account);
    }

    /** Keeps the row that was written last, in place of any before. */
    void keep(AccountId account, AccountRow row) {
        if (row.account().books().size() <= BOOKS_MAX) {
            rows.put(account, row);
        } else {
            rows.remove(account);
        }
    }
}
