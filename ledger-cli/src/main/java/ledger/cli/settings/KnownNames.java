package ledger.cli.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Stops at a name that sets nothing: a misspelt setting must not be ignored in silence. */
final class KnownNames {
    private KnownNames() {}

    static void check(Set<String> names) {
        for (String name : names) {
            boolean isKnown = known().anyMatch(name::equals) || name.startsWith(KafkaVariables.PREFIX);
            if (!isKnown) {
                throw new SettingException(name, "is not a setting; did you mean " + nearest(name) + "?");
            }
        }
    }

    private static Stream<String> known() {
        return Arrays.stream(Setting.values()).map(Setting::variable);
    }

    private static String nearest(String name) {
        return known().min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElseThrow();
    }

    /** How many letters must be put in, taken out or exchanged to get from one word to the other. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        Arrays.setAll(previous, column -> column);
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int exchange = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(previous[column - 1] + exchange, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
