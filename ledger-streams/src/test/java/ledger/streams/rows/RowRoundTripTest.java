package ledger.streams.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import ledger.account.Grant;
import ledger.fold.PastEvent;
import ledger.streams.wire.Samples;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowRoundTripTest {
    private static final int ROWS = 500;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_301, -7})
    void any_account_is_read_as_it_was_written_and_in_its_order(long seed) {
        RandomRows random = new RandomRows(seed);
        for (int i = 0; i < ROWS; i++) {
            AccountRow row = random.account();

            AccountRow read = AccountRow.read(row.write());

            assertThat(read).isEqualTo(row);
            assertThat(new ArrayList<>(read.account().books().keySet()))
                    .isEqualTo(new ArrayList<>(row.account().books().keySet()));
            assertThat(read.write()).isEqualTo(row.write());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20_260_302, -8})
    void any_past_event_is_read_as_it_was_written(long seed) {
        RandomRows random = new RandomRows(seed);
        for (int i = 0; i < ROWS; i++) {
            HistoryRow row = random.history();

            assertThat(HistoryRow.read(row.past().account(), row.past().sequence(), row.write()))
                    .isEqualTo(row);
        }
    }

    @Test
    void every_kind_of_event_that_history_keeps_is_read_as_it_was_written() {
        Samples.events().forEach((name, recorded) -> {
            HistoryRow row = new HistoryRow(PastEvent.of(recorded, "0f".repeat(32)), null);

            assertThat(HistoryRow.read(row.past().account(), row.past().sequence(), row.write()))
                    .as(name)
                    .isEqualTo(row);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20_260_303, -9})
    void any_outcome_is_read_as_it_was_written(long seed) {
        RandomRows random = new RandomRows(seed);
        for (int i = 0; i < ROWS; i++) {
            OutcomeRow row = random.outcome();

            assertThat(OutcomeRow.read(row.write())).isEqualTo(row);
        }
    }

    @Test
    void an_account_never_seen_has_a_row_too() {
        assertThat(AccountRow.read(AccountRow.NEW.write())).isEqualTo(AccountRow.NEW);
        assertThat(AccountRow.NEW.account().grants().values())
                .extracting(Grant::id)
                .isEmpty();
    }

    @Test
    void a_row_of_a_newer_build_is_refused_and_says_so() {
        byte[] row = AccountRow.NEW.write();
        row[0] = 9;

        assertThatThrownBy(() -> AccountRow.read(row)).hasMessageContaining("older than its store");
    }

    @Test
    void a_row_cut_short_or_drawn_out_is_refused() {
        byte[] row = new RandomRows(4).history().write();
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> HistoryRow.read(new RandomRows(4).user(), 1, cut))
                    .isInstanceOf(RuntimeException.class);
        }
        byte[] longer = Arrays.copyOf(row, row.length + 1);
        assertThatThrownBy(() -> HistoryRow.read(new RandomRows(4).user(), 1, longer))
                .isInstanceOf(RuntimeException.class);
    }
}
