package ledger.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowReaderTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user,tokens\nann,3\nbob,4\n",
                "user,tokens\r\nann,3\r\nbob,4",
                "\uFEFFuser,tokens\r\nann,3\r\nbob,4\r\n",
                "\"user\",\"tokens\"\n\"ann\",\"3\"\n\n\"bob\",4\n\n",
                "user , tokens\n ann, 3\nbob ,4 \n",
                "{\"user\":\"ann\",\"tokens\":3}\n{\"user\":\"bob\",\"tokens\":4}\n",
                "\uFEFF{\"user\":\"ann\",\"tokens\":\"3\"}\r\n\r\n {\"user\":\"bob\",\"tokens\":4,\"x\":null}",
            })
    void rows_have_cells_by_column(String text) throws IOException {
        List<FileRow> rows = read(text);

        assertThat(rows)
                .extracting(FileRow::cells)
                .containsExactly(Map.of("user", "ann", "tokens", "3"), Map.of("user", "bob", "tokens", "4"));
        assertThat(rows).extracting(FileRow::number).containsExactly(1L, 2L);
        assertThat(rows).extracting(FileRow::defect).containsOnlyNulls();
    }

    @Test
    void quoted_fields_keep_commas_quotes_and_line_ends() throws IOException {
        List<FileRow> rows = read("a,b\n\"x, \"\"y\"\"\n z\",2\nlast,3\n");

        assertThat(rows.get(0).cells()).containsEntry("a", "x, \"y\"\n z");
        assertThat(rows).extracting(FileRow::line).containsExactly(2L, 4L);
        assertThat(rows.get(0).text()).isEqualTo("\"x, \"\"y\"\"\n z\",2");
    }

    @Test
    void an_empty_cell_is_absent() throws IOException {
        assertThat(read("a,b,c\n1,,\"\"\n").get(0).cells()).containsExactlyEntriesOf(Map.of("a", "1"));
    }

    @Test
    void what_is_nested_in_json_has_a_name_with_dots() throws IOException {
        List<FileRow> rows = read("{\"usage\":{\"prompt_tokens\":12,\"f\":1.50},\"ok\":true,\"list\":[1]}");

        assertThat(rows.get(0).cells())
                .containsEntry("usage.prompt_tokens", "12")
                .containsEntry("usage.f", "1.5")
                .containsEntry("ok", "true")
                .containsEntry("list", "[1]");
    }

    @Test
    void a_row_of_another_width_has_a_defect_that_names_line_and_column() throws IOException {
        List<FileRow> rows = read("a,b\n1,2,3\n4\n5,6\n");

        assertThat(rows)
                .extracting(row -> String.valueOf(row.defect()))
                .containsExactly(
                        "line 2, column 3: the row has 3 columns and the first line 2",
                        "line 3, column 2: the row has 1 columns and the first line 2",
                        "null");
        assertThat(rows.get(0).text()).isEqualTo("1,2,3");
    }

    @Test
    void a_line_that_is_not_json_has_a_defect_and_the_next_is_read() throws IOException {
        List<FileRow> rows = read("{\"a\":1}\n{\"a\":,}\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":1} x\n{\"a\":2}\n");

        assertThat(rows)
                .extracting(row -> row.defect() == null
                        ? ""
                        : row.defect().line() + " " + row.defect().column())
                .containsExactly("", "2 6", "3 1", "4 11", "5 9", "");
        assertThat(rows.get(1).text()).isEqualTo("{\"a\":,}");
    }

    @Test
    void a_quote_that_is_never_closed_stops_at_its_line() {
        assertThatThrownBy(() -> read("a,b\n1,2\n\"3,4\n5,6\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("nothing after it was read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void an_empty_file_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("is empty; its first line must name the columns");
    }

    @Test
    void one_json_array_is_refused() {
        assertThatThrownBy(() -> read(" [{\"a\":1}]")).hasMessageContaining("put each object on a line of its own");
    }

    @Test
    void two_columns_of_one_name_are_refused() {
        assertThatThrownBy(() -> read("a,b,a\n1,2,3\n")).hasMessageContaining("two columns have the same name");
    }

    private List<FileRow> read(String text) throws IOException {
        Path file = directory.resolve("rows");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        List<FileRow> rows = new ArrayList<>();
        try (FileRowReader reader = FileRowReader.open(file)) {
            for (Optional<FileRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
            assertThat(reader.bytesRead()).isEqualTo(Files.size(file));
        }
        return rows;
    }
}
