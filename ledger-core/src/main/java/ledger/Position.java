package ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command stands in the log.
 *
 * @param partition of {@code ledger.commands}
 * @param offset in the partition; -1 is before the first command
 */
public record Position(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(0|[1-9]\\d{0,8})-(-1|0|[1-9]\\d{0,17})");

    /** Reads the text form; empty for anything else. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
