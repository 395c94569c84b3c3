package ledger.streams.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import ledger.AccountId;
import ledger.decide.Settlement;
import ledger.fold.Account;
import ledger.query.AccountPage;
import ledger.query.AccountSummary;
import ledger.query.Balance;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Pages of all accounts, partition after partition, in key order.
 *
 * @param partitions how many there are
 * @param ledger reads the ledger store of one of them
 * @param nowMillis the time of the answer, epoch milliseconds
 */
record AccountPages(int partitions, LedgerReader ledger, long nowMillis) {
    /** Reads accounts of one partition's ledger store. */
    @FunctionalInterface
    interface LedgerReader {
        List<AccountSummary> read(
                int partition, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, List<AccountSummary>> reading);
    }

    AccountPage page(@Nullable String cursor, int limit) {
        Place begin = cursor == null ? new Place(0, null) : Place.parse(cursor, partitions);
        List<AccountSummary> found = new ArrayList<>();
        AccountId after = begin.after();
        int partition = begin.partition();
        for (; partition < partitions; partition++) {
            int wanted = limit - found.size();
            AccountId last = after;
            found.addAll(ledger.read(partition, rows -> accounts(rows, last, wanted)));
            if (found.size() == limit) {
                AccountId end = found.get(limit - 1).balance().account();
                return new AccountPage(found, new Place(partition, end).text());
            }
            after = null;
        }
        return new AccountPage(found, null);
    }

    /** Seeks from account to account: the outcomes between them are never read. */
    private List<AccountSummary> accounts(
            ReadOnlyKeyValueStore<Bytes, byte[]> rows, @Nullable AccountId after, int wanted) {
        List<AccountSummary> found = new ArrayList<>();
        byte[] from = after == null ? StoreKeys.beforeAllAccounts() : StoreKeys.afterAccount(after);
        while (found.size() < wanted) {
            try (KeyValueIterator<Bytes, byte[]> next =
                    rows.range(Bytes.wrap(from), Bytes.wrap(StoreKeys.afterAllAccounts()))) {
                if (!next.hasNext()) {
                    break;
                }
                KeyValue<Bytes, byte[]> row = next.next();
                AccountId account = StoreKeys.accountOf(row.key.get());
                found.add(summary(account, AccountRow.read(row.value)));
                from = StoreKeys.afterAccount(account);
            }
        }
        return found;
    }

    private AccountSummary summary(AccountId account, AccountRow row) {
        Account settled = Settlement.settled(row.account(), row.sequence(), nowMillis);
        return new AccountSummary(Balance.of(account, settled, row.sequence(), nowMillis), row.lastHash());
    }

    /** Where a page begins: after an account of a partition, or with the partition's first. */
    private record Place(int partition, @Nullable AccountId after) {
        String text() {
            String place = partition + "." + (after == null ? "" : after.value());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
        }

        static Place parse(String text, int partitions) {
            String place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int dot = place.indexOf('.');
            if (dot < 1) {
                throw new IllegalArgumentException("not a cursor of this list");
            }
            Place begin = new Place(Integer.parseInt(place.substring(0, dot)), new AccountId(place.substring(dot + 1)));
            if (begin.partition < 0
                    || begin.partition >= partitions
                    || !begin.text().equals(text)) {
                throw new IllegalArgumentException("not a cursor of this list");
            }
            return begin;
        }
    }
}
