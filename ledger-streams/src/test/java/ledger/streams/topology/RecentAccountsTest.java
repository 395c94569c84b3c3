package ledger.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.AccountId;
import ledger.GrantId;
import ledger.event.Book;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.streams.store.AccountRow;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecentAccountsTest {
    private static final AccountId ANN = new AccountId("ann");

    private final RecentAccounts recent = new RecentAccounts();

    @Test
    void the_row_that_was_written_last_is_found() {
        recent.keep(ANN, row(1, 1));
        recent.keep(ANN, row(2, 1));

        assertThat(recent.find(ANN)).isEqualTo(row(2, 1));
        assertThat(recent.find(new AccountId("bob"))).isNull();
    }

    @Test
    void a_row_that_has_grown_large_is_not_found_as_it_was_before() {
        recent.keep(ANN, row(1, RecentAccounts.BOOKS_MAX));
        assertThat(recent.find(ANN)).isNotNull();

        recent.keep(ANN, row(2, RecentAccounts.BOOKS_MAX + 1));

        assertThat(recent.find(ANN)).isNull();
    }

    @Test
    void the_least_recently_used_gives_way() {
        recent.keep(ANN, row(1, 1));
        for (int i = 1; i < RecentAccounts.ACCOUNTS_MAX; i++) {
            recent.keep(new AccountId("user-" + i), row(1, 1));
        }
        assertThat(recent.find(ANN)).isNotNull();

        recent.keep(new AccountId("one more"), row(1, 1));

        assertThat(recent.find(ANN)).isNotNull();
        assertThat(recent.find(new AccountId("user-1"))).isNull();
    }

    private static AccountRow row(long sequence, int books) {
        Map<Book, Long> balances = new LinkedHashMap<>();
        for (int i = 1; i <= books; i++) {
            balances.put(new Book.Available(new GrantId(i)), 1L);
        }
        Account account = new Account(balances, Map.of(), Map.of());
        return new AccountRow(account, sequence, sequence, 0, 0, RecordedEvent.GENESIS_HASH, 0);
    }
}
