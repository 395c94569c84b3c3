package ledger.streams.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import ledger.streams.rows.RulesRow.Activation;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesRowTest {
    private static final RulesRow ROW = RulesRow.NONE
            .with(new Activation(0, 2, "0.1.0"))
            .with(new Activation(300, 4, "0.2.0"))
            .withSkipped(17)
            .withSkipped(400);
    private static final String FORMAT_1 = "03000200000405302e312e3000d8040805302e322e300222a006";

    @Test
    void its_bytes_stay_as_they_are() {
        assertThat(HexFormat.of().formatHex(ROW.write())).isEqualTo(FORMAT_1);
        assertThat(RulesRow.read(HexFormat.of().parseHex(FORMAT_1))).isEqualTo(ROW);
        assertThat(RulesRow.read(RulesRow.NONE.write())).isEqualTo(RulesRow.NONE);
    }

    @Test
    void no_record_means_the_first_version() {
        assertThat(RulesRow.NONE.version()).isEqualTo(1);
        assertThat(ROW.version()).isEqualTo(4);
    }

    @Test
    void it_includes_what_came_into_force_and_what_changed_nothing() {
        assertThat(ROW.includes(0, 2)).isTrue();
        assertThat(ROW.includes(5, 1)).isTrue();
        assertThat(ROW.includes(5, 2)).isTrue();
        assertThat(ROW.includes(299, 4)).isFalse();
        assertThat(ROW.includes(300, 4)).isTrue();
        assertThat(ROW.includes(301, 3)).isTrue();
        assertThat(ROW.includes(500, 5)).isFalse();
    }

    @Test
    void a_version_holds_for_what_stands_behind_its_record() {
        assertThat(ROW.versionAt(0)).isEqualTo(1);
        assertThat(ROW.versionAt(1)).isEqualTo(2);
        assertThat(ROW.versionAt(300)).isEqualTo(2);
        assertThat(ROW.versionAt(301)).isEqualTo(4);
    }

    @Test
    void versions_only_rise() {
        assertThatThrownBy(() -> ROW.with(new Activation(500, 4, "0.2.0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_put_aside_is_bounded() {
        RulesRow row = RulesRow.NONE;
        for (long offset = 0; offset < RulesRow.SKIPPED_MAX + 5; offset++) {
            row = row.withSkipped(offset);
        }

        assertThat(row.skipped()).hasSize(RulesRow.SKIPPED_MAX).startsWith(5L).isSorted();
        assertThat(row.withSkipped(7)).isEqualTo(row);
        assertThat(List.of(row.write().length)).allMatch(bytes -> bytes < 4_096);
    }
}
