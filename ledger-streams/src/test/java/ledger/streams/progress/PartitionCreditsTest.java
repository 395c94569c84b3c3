package ledger.streams.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import ledger.AccountId;
import ledger.GrantId;
import ledger.account.Book;
import ledger.fold.Account;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.StoreKeys;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartitionCreditsTest {
    private static final int ACCOUNTS = 40;
    private static final int PAGE = 3;

    private final NavigableMap<byte[], AccountRow> store = new TreeMap<>(Arrays::compareUnsigned);
    private final PartitionCredits credits = new PartitionCredits(0);
    private final List<PartitionCredits.Read> read = new ArrayList<>();
    private Runnable write = () -> {};
    private boolean isInPage;
    private long offset;

    /** Whatever a command and a page do between each other's steps, the sums are those of the rows in the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void what_changes_while_it_is_counted_is_counted_once(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ACCOUNTS / 2; i++) {
            account(random.nextInt(ACCOUNTS), random.nextInt(1_000));
            write.run();
        }
        while (!credits.isComplete()) {
            switch (random.nextInt(5)) {
                case 0, 1 -> pageStep(random.nextBoolean());
                case 2 -> write.run();
                default -> {
                    write.run();
                    account(random.nextInt(ACCOUNTS), random.nextInt(1_000));
                }
            }
        }
        write.run();

        CreditSums expected = store.values().stream()
                .map(row -> CreditSums.of(row.account()))
                .reduce(CreditSums.NONE, CreditSums::plus);
        assertThat(credits.sums()).as("seed %d", seed).isEqualTo(expected);
        assertThat(expected.owed()).isPositive();
    }

    /** What a command does: says what it changes, and writes it when the caller says so. */
    private void account(int number, int micros) {
        AccountId account = new AccountId("u" + number);
        byte[] key = StoreKeys.account(account);
        AccountRow before = store.getOrDefault(key, AccountRow.NEW);
        Map<Book, Long> books = micros % 7 == 0
                ? Map.of(new Book.Debt(), -1L - micros, new Book.Used(), 1L + micros)
                : Map.of(new Book.Available(new GrantId(1)), 1L + micros, new Book.Used(), -1L - micros);
        AccountRow after =
                new AccountRow(new Account(books, Map.of(), Map.of()), before.sequence() + 1, 1, 1, ++offset, "");
        CreditSums sumsBefore = before.sequence() == 0 ? CreditSums.NONE : CreditSums.of(before.account());
        credits.changed(account, offset, CreditSums.of(after.account()).minus(sumsBefore));
        write = () -> store.put(key, after);
    }

    private void pageStep(boolean isReadAtOnce) {
        if (!isInPage) {
            isInPage = true;
            byte[] from = credits.pageBegins();
            read.clear();
            store.tailMap(from, false).entrySet().stream()
                    .limit(PAGE)
                    .forEach(row ->
                            read.add(new PartitionCredits.Read(StoreKeys.accountOf(row.getKey()), row.getValue())));
        }
        if (isReadAtOnce) {
            isInPage = false;
            credits.pageEnds(read, read.size() < PAGE);
        }
    }
}
