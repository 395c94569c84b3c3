package ledger.acceptance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares what a page shows with what came: ids, times, tokens and durations are masked on both sides. A line
 * {@code …} or {@code ...} stands for any lines, {@code …} in a line for anything.
 */
final class ShownOutput {
    private static final List<Mask> MASKS = List.of(
            new Mask("eyJ[\\w-]+(\\.[\\w-]*)*(…|\\.\\.\\.)?", "<token>"),
            new Mask("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)?", "<time>"),
            new Mask("\\d{4}-\\d\\d-\\d\\d", "<date>"),
            new Mask("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>"),
            new Mask("\\b(txn|grant|hold)\\.[0-9a-z]+\\.[\\w-]+", "<id>"),
            new Mask("\\b[0-9a-f]{64}\\b", "<hash>"),
            new Mask("\\b[0-9a-f]{8,63}(…|\\.\\.\\.)", "<hash>"),
            new Mask("(?i)(x-ledger-position: )\\S+", "$1<position>"),
            new Mask("\"position\": ?\"\\d+-\\d+\"", "\"position\":\"<position>\""),
            new Mask("\\b\\d+(\\.\\d+)? ?(ms|s|seconds|MB|/s|rows/s)(?!\\w)", "<amount>"),
            new Mask("\\[\\d+\\] \\d+", "<job>"),
            new Mask("\\s+$", ""));

    private ShownOutput() {}

    /** Whether the output is what is shown. Nothing shown is nothing promised. */
    static boolean matches(List<String> shown, String output) {
        return shown.isEmpty() || pattern(shown).matcher(masked(output)).matches();
    }

    /** Whether the output begins with what is shown; for a command that goes on. */
    static boolean isReached(List<String> shown, String output) {
        return shown.isEmpty() || pattern(shown).matcher(masked(output)).lookingAt();
    }

    static String masked(String text) {
        StringBuilder masked = new StringBuilder();
        for (String line : text.strip().split("\\R", -1)) {
            String rest = line;
            for (Mask mask : MASKS) {
                rest = mask.pattern.matcher(rest).replaceAll(mask.replacement);
            }
            masked.append(rest).append('\n');
        }
        return masked.toString();
    }

    private static Pattern pattern(List<String> shown) {
        StringBuilder pattern = new StringBuilder();
        for (String line : masked(String.join("\n", shown)).split("\n", -1)) {
            if (line.strip().equals("…") || line.strip().equals("...")) {
                pattern.append("(?:.*\n)*?");
            } else if (!line.isEmpty()) {
                String[] parts = line.split("…", -1);
                for (int i = 0; i < parts.length; i++) {
                    pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
                }
                pattern.append('\n');
            } else {
                pattern.append("\n?");
            }
        }
        return Pattern.compile(pattern.toString());
    }

    private record Mask(Pattern pattern, String replacement) {
        Mask(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }
}
