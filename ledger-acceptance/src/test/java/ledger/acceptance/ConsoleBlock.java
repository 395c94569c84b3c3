package ledger.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code ```console} block of a markdown file: commands after {@code $ }, each followed by what it shows. A command
 * goes on in the next line after a backslash.
 *
 * @param line of the file where it begins
 * @param tags what stands after {@code console}
 * @param steps in order
 */
record ConsoleBlock(int line, List<String> tags, List<Step> steps) {
    private static final String FENCE = "```";
    private static final String OPENING = FENCE + "console";
    private static final String PROMPT = "$ ";

    /** A command and the lines that the file shows below it. */
    record Step(String command, List<String> shown) {}

    boolean isTagged(String tag) {
        return tags.contains(tag);
    }

    String title() {
        return steps.isEmpty() ? "nothing" : steps.get(0).command();
    }

    /** All blocks of a file, in order. */
    static List<ConsoleBlock> of(Path file) throws IOException {
        List<ConsoleBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String opening = lines.get(i).strip();
            if (opening.equals(OPENING) || opening.startsWith(OPENING + " ")) {
                int begin = i + 1;
                do {
                    i++;
                } while (i < lines.size() && !lines.get(i).strip().equals(FENCE));
                List<String> tags =
                        List.of(opening.substring(OPENING.length()).strip().split("\\s+"));
                blocks.add(new ConsoleBlock(begin, tags, steps(lines.subList(begin, i))));
            }
        }
        return blocks;
    }

    private static List<Step> steps(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            StringBuilder command = new StringBuilder(withoutPrompt(lines.get(i++)));
            while (command.charAt(command.length() - 1) == '\\' && i < lines.size()) {
                command.append('\n').append(lines.get(i++));
            }
            List<String> shown = new ArrayList<>();
            while (i < lines.size() && !lines.get(i).startsWith(PROMPT)) {
                shown.add(lines.get(i++));
            }
            steps.add(new Step(command.toString(), shown));
        }
        return steps;
    }

    private static String withoutPrompt(String line) {
        if (!line.startsWith(PROMPT) || line.isBlank()) {
            throw new IllegalArgumentException("a console block begins with \"$ \" and not with: " + line);
        }
        return line.substring(PROMPT.length());
    }
}
