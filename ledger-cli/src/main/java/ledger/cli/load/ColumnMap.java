package ledger.cli.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which column carries which field.
 *
 * @param columns by field
 */
record ColumnMap(Map<UsageField, String> columns) {
    ColumnMap {
        EnumMap<UsageField, String> ordered = new EnumMap<>(UsageField.class);
        ordered.putAll(columns);
        columns = Collections.unmodifiableMap(ordered);
    }

    /**
     * Finds before anything is published that a file and the options cannot make usages together, and throws
     * {@link UnreadableFileException}. A file whose rows name their own columns is judged row by row.
     */
    static void check(Path file, Set<String> columns, LoadRequest request) {
        Map<UsageField, String> said = parse(request.assignments());
        if (columns.isEmpty()) {
            return;
        }
        said.forEach((field, column) -> {
            if (!columns.contains(column)) {
                throw new UnreadableFileException("--map: %s has no column %s for %s; it has %s"
                        .formatted(file, column, field.text(), String.join(", ", columns)));
            }
        });
        ColumnMap map = of(columns, said);
        map.require(UsageField.USER_ID, request.users() > 0, file, "--users N spreads rows over N users");
        map.require(UsageField.PROVIDER, request.provider().isPresent(), file, "--provider P says it for all rows");
        map.require(UsageField.MODEL_NAME, request.modelName().isPresent(), file, "--model M says it for all rows");
    }

    /**
     * The assignments of a person, {@code field=Column,…}. Throws {@link UnreadableFileException} for an unknown field.
     */
    static Map<UsageField, String> parse(List<String> assignments) {
        Map<UsageField, String> said = new EnumMap<>(UsageField.class);
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            Optional<UsageField> field = equals < 0
                    ? Optional.empty()
                    : UsageField.ofText(assignment.substring(0, equals).strip());
            if (field.isEmpty()) {
                throw new UnreadableFileException(
                        "--map: \"" + assignment + "\" must be field=Column, where field is one of "
                                + Arrays.stream(UsageField.values())
                                        .map(UsageField::text)
                                        .collect(Collectors.joining(" ")));
            }
            said.put(field.get(), assignment.substring(equals + 1).strip());
        }
        return said;
    }

    /**
     * The given assignments, and guesses from the column names for the rest. Throws {@link UnreadableFileException}
     * where two columns could be the same field.
     */
    static ColumnMap of(Set<String> columns, Map<UsageField, String> said) {
        Map<UsageField, String> found = new EnumMap<>(UsageField.class);
        for (UsageField field : UsageField.values()) {
            if (said.containsKey(field)) {
                if (columns.contains(said.get(field))) {
                    found.put(field, said.get(field));
                }
            } else if (field != UsageField.TOKEN_COUNT
                    || found.keySet().stream().noneMatch(ColumnMap::isPool)) {
                // A total stands beside its parts in most files; the parts are what is priced.
                guess(field, columns, said).ifPresent(column -> found.put(field, column));
            }
        }
        return new ColumnMap(found);
    }

    Optional<String> of(UsageField field) {
        return Optional.ofNullable(columns.get(field));
    }

    private void require(UsageField field, boolean isFilled, Path file, String orElse) {
        if (of(field).isEmpty() && !isFilled) {
            throw new UnreadableFileException("%s has no column for %s; say which with --map %s=Column, or %s"
                    .formatted(file, field.text(), field.text(), orElse));
        }
    }

    private static boolean isPool(UsageField field) {
        return field.meter().map(meter -> meter.isTokenPool()).orElse(false);
    }

    private static Optional<String> guess(UsageField field, Set<String> columns, Map<UsageField, String> said) {
        List<String> free =
                columns.stream().filter(column -> !said.containsValue(column)).toList();
        if (free.contains(field.text())) {
            return Optional.of(field.text());
        }
        List<String> alike =
                free.stream().filter(column -> field.isUsually(plain(column))).toList();
        if (alike.size() > 1) {
            throw new UnreadableFileException("columns %s and %s could both be %s; say which with --map %s=%s"
                    .formatted(alike.get(0), alike.get(1), field.text(), field.text(), alike.get(0)));
        }
        return alike.stream().findFirst();
    }

    /** The name as usual names are written; what is nested is named by its last part. */
    private static String plain(String column) {
        return column.substring(column.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }
}
