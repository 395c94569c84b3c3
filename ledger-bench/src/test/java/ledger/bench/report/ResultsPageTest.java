package ledger.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultsPageTest {
    private static final Row FOLD = row("fold");

    @Test
    void results_come_at_the_end_and_later_ones_take_their_place(@TempDir Path docs) throws IOException {
        Path page = Files.writeString(docs.resolve("benchmarks.md"), "# Title\n\n## fold\n\nHow.\n");

        ResultsPage.write(docs, "a machine", List.of(FOLD));
        ResultsPage.write(docs, "a machine", List.of(row("use")));
        ResultsPage.write(docs, "another machine", List.of(FOLD));

        assertThat(page)
                .content()
                .startsWith("# Title\n\n## fold\n\nHow.\n\n## Results of fold\n\nanother machine\n")
                .contains("| a & b | 2 | 4 | 0.5 | x/s |")
                .contains("![fold](bench/fold.svg)\n\n## Results of use\n\na machine\n")
                .containsOnlyOnce("## Results of fold\n");
    }

    @Test
    void each_bench_has_a_chart_with_its_labels_escaped(@TempDir Path docs) throws IOException {
        Files.writeString(docs.resolve("benchmarks.md"), "# Title\n");

        ResultsPage.write(docs, "a machine", List.of(FOLD));

        assertThat(docs.resolve("bench").resolve("fold.svg"))
                .content()
                .startsWith("<svg ")
                .contains(">a &amp; b</text>")
                .doesNotContain("a & b");
    }

    private static Row row(String bench) {
        return new Row(bench, "a & b", Series.of(2), Series.of(4), "x/s", null, null, null, "a <note>");
    }
}
