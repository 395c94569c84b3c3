package ledger.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Typed values of environment variables. An empty value counts as not set, as compose files write it. */
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        Map<String, String> ours = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(Setting.PREFIX) && !value.isBlank()) {
                ours.put(name, value.strip());
            }
        });
        this.variables = ours;
    }

    /** Everything that starts like one of ours, by name in order. */
    Map<String, String> variables() {
        return variables;
    }

    Optional<String> text(Setting setting) {
        return Optional.ofNullable(variables.get(setting.variable()));
    }

    int number(Setting setting, int fallback, int min, int max) {
        return read(
                setting,
                fallback,
                text -> {
                    int number = Integer.parseInt(text);
                    if (number < min || number > max) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return number;
                },
                "a whole number from " + min + " to " + max);
    }

    boolean flag(Setting setting, boolean fallback) {
        return read(
                setting,
                fallback,
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither");
                },
                "true or false");
    }

    /** What is listed with commas between, nothing where it is not set. */
    List<String> list(Setting setting) {
        List<String> items = new ArrayList<>();
        for (String item : text(setting).orElse("").split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** The value as its reader has it; a reader refuses with {@link IllegalArgumentException}. */
    <T> T read(Setting setting, T fallback, Function<String, T> reader, String expected) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return reader.apply(text.get());
        } catch (IllegalArgumentException notReadable) {
            throw new SettingException(setting, "must be " + expected + ", and is \"" + text.get() + "\"");
        }
    }
}
