package ledger;

import java.util.Optional;

/**
 * Where a command stands in the log.
 *
 * @param partition of {@code ledger.commands}
 * @param offset in the partition; -1 is before the first command
 */
public record Position(int partition, long offset) {
    private static final int PARTITION_DIGITS_MAX = 9;
    private static final int OFFSET_DIGITS_MAX = 18;
    private static final String BEFORE_ALL = "-1";
    private static final long NONE = -1;

    /** Reads the text form; empty for anything else. */
    public static Optional<Position> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        long partition = number(text, 0, dash, PARTITION_DIGITS_MAX);
        boolean isBeforeAll = text.startsWith(BEFORE_ALL, dash + 1) && text.length() == dash + 1 + BEFORE_ALL.length();
        long offset = isBeforeAll ? -1 : number(text, dash + 1, text.length(), OFFSET_DIGITS_MAX);
        return partition == NONE || (offset == NONE && !isBeforeAll)
                ? Optional.empty()
                : Optional.of(new Position((int) partition, offset));
    }

    /** The number, if it is written in its one form, or else {@link #NONE}. */
    private static long number(String text, int from, int to, int digitsMax) {
        int digits = to - from;
        if (digits < 1 || digits > digitsMax || (digits > 1 && text.charAt(from) == '0')) {
            return NONE;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return NONE;
            }
            number = 10 * number + (digit - '0');
        }
        return number;
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
