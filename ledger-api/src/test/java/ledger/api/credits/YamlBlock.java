package ledger.api.credits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the schemas of {@code openapi.yaml} as a person would: what fits a line on one line. */
final class YamlBlock {
    private static final int WIDTH_MAX = 150;
    private static final int INDENT = 4;
    /** Schemas begin with these. */
    private static final List<String> HEAD = List.of("type", "description", "additionalProperties", "required");

    private static final Set<String> DOWN = Set.of("properties", "dependentRequired", "mapping");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z$][A-Za-z0-9 _./;`()$-]*");
    private static final Set<String> WORDS_OF_YAML = Set.of("null", "true", "false", "yes", "no", "on", "off");

    private final StringBuilder out = new StringBuilder();

    private YamlBlock() {}

    /** The members of {@code components.schemas}. */
    static String of(Map<String, Object> schemas) {
        YamlBlock block = new YamlBlock();
        schemas.forEach((name, schema) -> {
            block.out.append(" ".repeat(INDENT)).append(name).append(":\n");
            block.members((Map<?, ?>) schema, INDENT + 2);
        });
        return block.out.toString();
    }

    private void members(Map<?, ?> map, int indent) {
        List<Object> keys = new ArrayList<>(map.keySet());
        keys.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        keys.forEach(key -> member(key.toString(), Objects.requireNonNull(map.get(key)), indent));
    }

    private void member(String key, Object value, int indent) {
        out.append(" ".repeat(indent)).append(key).append(':');
        String line = flow(value);
        boolean isLine =
                !DOWN.contains(key) && !line.contains("\n") && indent + key.length() + line.length() < WIDTH_MAX;
        if (isLine || !(value instanceof Map || value instanceof List || line.contains("\n"))) {
            out.append(' ').append(line).append('\n');
        } else if (value instanceof Map<?, ?> map) {
            out.append('\n');
            members(map, indent + 2);
        } else if (value instanceof List<?> list) {
            out.append('\n');
            list.forEach(one -> out.append(" ".repeat(indent + 2))
                    .append("- ")
                    .append(flow(one))
                    .append('\n'));
        } else {
            out.append(" |\n");
            value.toString()
                    .lines()
                    .forEach(one ->
                            out.append(" ".repeat(indent + 2)).append(one).append('\n'));
        }
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> member.getKey() + ": " + flow(member.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlBlock::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? scalar(text) : value.toString();
    }

    private static String scalar(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text);
        return isPlain || text.contains("\n") ? text : '\'' + text.replace("'", "''") + '\'';
    }

    private static int rank(Object key) {
        int rank = HEAD.indexOf(key.toString());
        return rank >= 0 ? rank : key.equals("properties") ? HEAD.size() + 1 : HEAD.size();
    }
}
