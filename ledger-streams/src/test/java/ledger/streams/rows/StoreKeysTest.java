package ledger.streams.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import ledger.AccountId;
import ledger.IdempotencyKey;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreKeysTest {
    /** Short, long, one the beginning of another, of the lengths at which the two bytes of length carry. */
    private static final List<AccountId> USERS = List.of(
            new AccountId("a"),
            new AccountId("b"),
            new AccountId("ab"),
            new AccountId("abc"),
            new AccountId("ÿÿ"),
            new AccountId("👋"),
            new AccountId("é".repeat(127) + "a"),
            new AccountId("é".repeat(128)),
            new AccountId("漢".repeat(128)));

    @Test
    void a_key_tells_whose_row_it_is() {
        for (AccountId user : USERS) {
            assertThat(StoreKeys.accountOf(StoreKeys.account(user))).isEqualTo(user);
            assertThat(StoreKeys.accountOf(StoreKeys.outcome(user, new IdempotencyKey("k"))))
                    .isEqualTo(user);
            assertThat(StoreKeys.accountOf(StoreKeys.history(user, 7))).isEqualTo(user);
            assertThat(StoreKeys.sequenceOf(StoreKeys.history(user, 7))).isEqualTo(7);
        }
    }

    @Test
    void only_the_key_of_an_account_is_one() {
        for (AccountId user : USERS) {
            assertThat(StoreKeys.isAccount(StoreKeys.account(user))).isTrue();
            assertThat(List.of(
                            StoreKeys.outcome(user, new IdempotencyKey("k")),
                            StoreKeys.day(user, 20_779),
                            StoreKeys.referral(user, "friend"),
                            StoreKeys.raisedAlerts(user)))
                    .noneMatch(StoreKeys::isAccount);
        }
    }

    @Test
    void the_first_byte_is_never_zero() {
        for (AccountId user : USERS) {
            assertThat(StoreKeys.account(user)[0]).isBetween((byte) 1, (byte) 2);
        }
    }

    @Test
    void the_rows_of_one_user_lie_together_between_its_bounds() {
        List<byte[]> keys = new ArrayList<>();
        for (AccountId user : USERS) {
            keys.add(StoreKeys.account(user));
            keys.add(StoreKeys.raisedAlerts(user));
            for (int i = 0; i < 50; i++) {
                keys.add(StoreKeys.day(user, 20_000 + i));
                keys.add(StoreKeys.referral(user, "friend-" + i));
                keys.add(StoreKeys.outcome(user, new IdempotencyKey("key-" + i)));
            }
        }
        keys.sort(Arrays::compareUnsigned);

        List<AccountId> order =
                keys.stream().map(StoreKeys::accountOf).distinct().toList();
        List<AccountId> runs = new ArrayList<>();
        for (byte[] key : keys) {
            AccountId user = StoreKeys.accountOf(key);
            if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(user)) {
                runs.add(user);
            }
            assertThat(Arrays.compareUnsigned(key, StoreKeys.account(user))).isNotNegative();
            assertThat(Arrays.compareUnsigned(key, StoreKeys.afterAccount(user)))
                    .isNegative();
            assertThat(Arrays.compareUnsigned(key, StoreKeys.beforeAllAccounts()))
                    .isPositive();
            assertThat(Arrays.compareUnsigned(key, StoreKeys.afterAllAccounts()))
                    .isNegative();
        }
        assertThat(runs).isEqualTo(order).hasSameSizeAs(USERS);
    }

    @Test
    void the_newest_entry_comes_first() {
        AccountId user = new AccountId("alice");
        long[] newestFirst = {Long.MAX_VALUE, 1L << 40, 257, 256, 255, 2, 1};
        byte[] before = StoreKeys.historyNewest(user);
        for (long sequence : newestFirst) {
            byte[] key = StoreKeys.history(user, sequence);
            assertThat(Arrays.compareUnsigned(before, key)).isNotPositive();
            before = key;
        }
        assertThat(Arrays.compareUnsigned(before, StoreKeys.historyOldest(user)))
                .isNegative();
    }

    @Test
    void keys_are_stored_and_never_change() {
        AccountId user = new AccountId("alice");

        assertThat(HexFormat.of().formatHex(StoreKeys.account(user))).isEqualTo("0105616c69636501");
        assertThat(HexFormat.of().formatHex(StoreKeys.history(user, 1))).isEqualTo("0105616c696365fffffffffffffffe");
        assertThat(HexFormat.of().formatHex(StoreKeys.outcome(user, new IdempotencyKey("abc"))))
                .isEqualTo("0105616c69636502ba7816bf8f01cfea414140de5dae2223");
        assertThat(HexFormat.of().formatHex(StoreKeys.day(user, 20_779))).isEqualTo("0105616c69636503000000000000512b");
        assertThat(HexFormat.of().formatHex(StoreKeys.raisedAlerts(user))).isEqualTo("0105616c69636505");
    }
}
