package ledger.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowTest {
    private static final Row COMPARED = Row.of(
            "use", "target", new Series(List.of(5500.4, 6000.0, 4000.0)), Series.of(5000), "requests/s", "a note");

    @Test
    void a_row_is_one_line_of_json_with_medians() {
        assertThat(COMPARED.json())
                .isEqualTo("{\"bench\":\"use\",\"case\":\"target\",\"ledger\":5500,\"beside\":5000,\"ratio\":1.1,"
                        + "\"unit\":\"requests/s\"}");
    }

    @Test
    void latencies_stand_at_the_end_where_they_were_taken() {
        assertThat(COMPARED.timed(4.25, 20.98765).json()).endsWith("\"requests/s\",\"p50_ms\":4.25,\"p99_ms\":20.99}");
    }

    @Test
    void without_a_neighbour_there_is_no_ratio() {
        assertThat(Row.of("memory", "idle", Series.of(0.00012), null, "MB", "").json())
                .contains("\"ledger\":0.00012,\"beside\":null,\"ratio\":null");
    }

    @Test
    void text_is_escaped() {
        assertThat(Row.of("a\"b", "c\\d", Series.of(1), null, "\n", "").json())
                .startsWith("{\"bench\":\"a\\\"b\",\"case\":\"c\\\\d\"")
                .endsWith("\"unit\":\"\\u000a\"}");
    }

    @Test
    void a_target_is_met_by_ratio_and_latency_together() {
        Goal target = Goal.atLeast(1).within(5, 25);

        assertThat(target.isMet(COMPARED.timed(5, 25))).isTrue();
        assertThat(target.isMet(COMPARED.timed(5, 25.1))).isFalse();
        assertThat(target.isMet(COMPARED.timed(5.1, 25))).isFalse();
        assertThat(Goal.atLeast(1.2).isMet(COMPARED)).isFalse();
        assertThat(Goal.atMost(1.0).isMet(COMPARED)).isFalse();
        assertThat(Goal.atMost(1.2).isMet(COMPARED)).isTrue();
    }

    @Test
    void what_was_not_timed_or_compared_meets_no_target() {
        assertThat(Goal.atLeast(1).within(5, 25).isMet(COMPARED)).isFalse();
        assertThat(Goal.atLeast(0).isMet(Row.of("memory", "idle", Series.of(1), null, "MB", "")))
                .isFalse();
    }

    @Test
    void the_table_says_the_spread_and_whether_the_target_is_met() {
        assertThat(Table.of(List.of(COMPARED.mustReach(Goal.atLeast(1.05)))))
                .contains("5,500 (4,000–6,000)")
                .contains("ratio ≥ 1.05: met")
                .contains("use target: a note");
    }
}
