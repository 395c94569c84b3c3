package ledger.streams.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import ledger.AccountId;
import ledger.Credits;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.query.DayTotals;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DayRowTest {
    private static final DayTotals DAY = new DayTotals(
            20_779,
            3,
            new Credits(70_000_001),
            Credits.of(5),
            Map.of(TransactionType.USAGE, new Credits(70_000_001), TransactionType.BONUS, Credits.of(5)),
            Map.of(Reason.AI_CHAT, new Credits(70_000_001)),
            Map.of("openai/gpt-4", Credits.of(60), "über/ä", new Credits(1)));

    /** What format 1 looks like for ever; a new format is read beside it. */
    private static final String GOLDEN = "03" + "00" + "06" + "82f6e042" + "80ade204" + "02" + "04" + "82f6e042"
            + "08" + "80ade204" + "01" + "02" + "82f6e042" + "02"
            + "0c6f70656e61692f6770742d34" + "809c9c39" + "08c3bc6265722fc3a4" + "02";

    @Test
    void a_row_has_these_bytes() {
        byte[] golden = HexFormat.of().parseHex(GOLDEN);

        assertThat(HexFormat.of().formatHex(DayRow.read(golden).write())).isEqualTo(GOLDEN);
    }

    @Test
    void a_row_is_read_back() {
        assertThat(DayRow.read(HexFormat.of().parseHex(GOLDEN)).totals(20_779)).isEqualTo(DAY);
    }

    @Test
    void models_beyond_the_bound_of_a_day_count_together() {
        DayRow day = new DayRow();

        for (int number = 0; number < DayRow.MODELS_MAX + 2; number++) {
            day.add(TransactionType.USAGE, Reason.AI_CHAT, Credits.of(1), "groq/model-" + number);
        }

        assertThat(day.totals(20_779).byModel())
                .hasSize(DayRow.MODELS_MAX + 1)
                .containsEntry(DayRow.OTHER_MODELS, Credits.of(2));
    }

    @Test
    void a_sum_that_would_overflow_stays_at_the_largest_number_and_throws_nothing() {
        DayRow day = new DayRow();
        Credits largest = new Credits(Long.MAX_VALUE);
        day.add(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, largest, null);

        day.add(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(1), null);

        assertThat(DayRow.read(day.write()).totals(20_779).added()).isEqualTo(largest);
    }

    @Test
    void days_of_a_user_are_sorted_and_lie_beside_the_account() {
        AccountId ann = new AccountId("ann");

        List<byte[]> keys = LongStream.of(0, 1, 255, 256, 20_779, 3_000_000)
                .mapToObj(day -> StoreKeys.day(ann, day))
                .toList();

        assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(keys).allSatisfy(key -> assertThat(StoreKeys.accountOf(key)).isEqualTo(ann));
        assertThat(StoreKeys.epochDayOf(keys.get(4))).isEqualTo(20_779);
        assertThat(Arrays.compareUnsigned(keys.get(0), StoreKeys.account(ann))).isPositive();
        assertThat(StoreKeys.isAccount(keys.get(0))).isFalse();
    }
}
