package ledger.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowTest {
    private static final Row COMPARED = compared(null, null, null);
    private static final Row ALONE = alone("memory", "idle", "MB");

    @Test
    void a_row_is_one_line_of_json_with_medians() {
        assertThat(COMPARED.json())
                .isEqualTo("{\"bench\":\"use\",\"case\":\"target\",\"ledger\":5500,\"beside\":5000,\"ratio\":1.1,"
                        + "\"unit\":\"requests/s\"}");
    }

    @Test
    void latencies_stand_at_the_end_where_they_were_taken() {
        assertThat(compared(4.25, 20.98765, null).json()).endsWith("\"requests/s\",\"p50_ms\":4.25,\"p99_ms\":20.99}");
    }

    @Test
    void without_a_neighbour_there_is_no_ratio() {
        assertThat(ALONE.json()).contains("\"ledger\":0.00012,\"beside\":null,\"ratio\":null");
    }

    @Test
    void text_is_escaped() {
        assertThat(alone("a\"b", "c\\d", "\n").json())
                .startsWith("{\"bench\":\"a\\\"b\",\"case\":\"c\\\\d\"")
                .endsWith("\"unit\":\"\\n\"}");
    }

    @Test
    void a_target_is_met_by_ratio_and_latency_together() {
        Goal target = Goal.atLeast(1).within(5, 25);

        assertThat(target.isMet(compared(5.0, 25.0, null))).isTrue();
        assertThat(target.isMet(compared(5.0, 25.1, null))).isFalse();
        assertThat(target.isMet(compared(5.1, 25.0, null))).isFalse();
        assertThat(Goal.atLeast(1.2).isMet(COMPARED)).isFalse();
        assertThat(Goal.atMost(1.0).isMet(COMPARED)).isFalse();
        assertThat(Goal.atMost(1.2).isMet(COMPARED)).isTrue();
    }

    @Test
    void what_was_not_timed_or_compared_meets_no_target() {
        assertThat(Goal.atLeast(1).within(5, 25).isMet(COMPARED)).isFalse();
        assertThat(Goal.atLeast(0).isMet(ALONE)).isFalse();
    }

    @Test
    void the_table_says_the_spread_and_whether_the_target_is_met() {
        assertThat(Table.of(List.of(compared(null, null, Goal.atLeast(1.05)))))
                .contains("5,500 (4,000–6,000)")
                .contains("ratio ≥ 1.05: met")
                .contains("use target: a note");
    }

    private static Row compared(@Nullable Double p50Millis, @Nullable Double p99Millis, @Nullable Goal target) {
        Series ledger = new Series(List.of(5500.4, 6000.0, 4000.0));
        return new Row("use", "target", ledger, Series.of(5000), "requests/s", p50Millis, p99Millis, target, "a note");
    }

    private static Row alone(String bench, String label, String unit) {
        return new Row(bench, label, Series.of(0.00012), null, unit, null, null, null, "");
    }
}
