package ledger.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some accounts.
 *
 * @param accounts in the order of the store
 * @param nextCursor where the next page begins, opaque and URL-safe, or null at the end
 */
public record AccountPage(
        List<AccountSummary> accounts, @Nullable String nextCursor) {
    public AccountPage {
        accounts = List.copyOf(accounts);
    }
}
