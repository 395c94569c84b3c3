package ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ledger.account.TransactionType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningTotalsTest {
    private static final Totals ALL = new Totals(15, -16, 32, 64, 128);

    private final RunningTotals totals = new RunningTotals();

    @Test
    void each_type_counts_where_it_belongs_and_what_leaves_counts_as_positive() {
        addOneOfEach();

        assertThat(totals.totals()).isEqualTo(ALL);
        assertThat(ALL.balanceMicros()).isEqualTo(1 + 2 + 4 + 8 - 16 - 32 + 64 - 128);
    }

    @Test
    void two_add_up_in_the_first_and_leave_the_other_as_it_was() {
        addOneOfEach();
        RunningTotals both = new RunningTotals();

        assertThat(both.add(totals).add(totals)).isSameAs(both);

        assertThat(both.totals()).isEqualTo(new Totals(30, -32, 64, 128, 256));
        assertThat(totals.totals()).isEqualTo(ALL);
    }

    @Test
    void what_is_too_much_for_a_sum_is_an_error() {
        totals.add(TransactionType.USAGE, -Long.MAX_VALUE);

        assertThatThrownBy(() -> totals.add(TransactionType.USAGE, -1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> totals.add(totals)).isInstanceOf(ArithmeticException.class);
    }

    private void addOneOfEach() {
        totals.add(TransactionType.PURCHASE, 1);
        totals.add(TransactionType.BONUS, 2);
        totals.add(TransactionType.SUBSCRIPTION, 4);
        totals.add(TransactionType.REFILL, 8);
        totals.add(TransactionType.ADJUSTMENT, -16);
        totals.add(TransactionType.USAGE, -32);
        totals.add(TransactionType.REFUND, 64);
        totals.add(TransactionType.EXPIRATION, -128);
    }
}
