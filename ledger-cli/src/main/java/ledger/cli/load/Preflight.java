package ledger.cli.load;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Finds before anything is published that a file and the options cannot make usages together. */
final class Preflight {
    private Preflight() {}

    /** Throws {@link UnreadableFileException}. A file whose rows name their own columns is judged row by row. */
    static void check(Path file, Set<String> columns, LoadRequest request) {
        Map<UsageField, String> said = ColumnMap.parse(request.assignments());
        if (columns.isEmpty()) {
            return;
        }
        said.forEach((field, column) -> {
            if (!columns.contains(column)) {
                throw new UnreadableFileException("--map: %s has no column %s for %s; it has %s"
                        .formatted(file, column, field.text(), String.join(", ", columns)));
            }
        });
        ColumnMap map = ColumnMap.of(columns, said);
        require(map, UsageField.USER_ID, request.users() > 0, file, "--users N spreads rows over N users");
        require(map, UsageField.PROVIDER, request.provider().isPresent(), file, "--provider P says it for all rows");
        require(map, UsageField.MODEL_NAME, request.modelName().isPresent(), file, "--model M says it for all rows");
    }

    private static void require(ColumnMap map, UsageField field, boolean isFilled, Path file, String orElse) {
        if (map.of(field).isEmpty() && !isFilled) {
            throw new UnreadableFileException("%s has no column for %s; say which with --map %s=Column, or %s"
                    .formatted(file, field.text(), field.text(), orElse));
        }
    }
}
