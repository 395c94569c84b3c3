package ledger.cli.load;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param number which row of its file, from 1; a heading is none
 * @param line where it begins, from 1
 * @param cells what it says by column, in the file's order; a column it has nothing for is absent
 * @param text the row as one text, to be kept where nothing can be made of it
 * @param defect why its cells are not to be trusted, or null
 */
record FileRow(
        long number,
        long line,
        Map<String, String> cells,
        String text,
        @Nullable Defect defect) {
    FileRow {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is wrong with a row.
     *
     * @param line where, from 1
     * @param column the column's name, or a number from 1
     * @param complaint what must change
     */
    record Defect(long line, String column, String complaint) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + complaint;
        }
    }
}
