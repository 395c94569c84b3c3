package ledger.streams.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Since when the oldest command of a partition that is not folded has been seen in the log. Thread-safe. */
final class UnfoldedAge {
    /**
     * Half a minute of what is asked twice a second; a lag that grows beyond it is told less finely, and still true.
     */
    private static final int MARKS_MAX = 64;

    private static final double NANOS_PER_SECOND = 1e9;

    /** An end of the log, and when it was first seen. */
    private record Mark(long end, long nanos) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    synchronized void told(long end, long nowNanos) {
        if (!marks.isEmpty() && marks.getLast().end >= end) {
            return;
        }
        if (marks.size() == MARKS_MAX) {
            dropEverySecond();
        }
        marks.add(new Mark(end, nowNanos));
    }

    /** Seconds; 0 where all that was seen is folded. */
    synchronized double seconds(long folded, long nowNanos) {
        while (!marks.isEmpty() && marks.getFirst().end <= folded + 1) {
            // The last is kept, to know what was seen.
            if (marks.size() == 1) {
                return 0;
            }
            marks.removeFirst();
        }
        return marks.isEmpty() ? 0 : (nowNanos - marks.getFirst().nanos) / NANOS_PER_SECOND;
    }

    /** The first stays: the age is that of the oldest. */
    private void dropEverySecond() {
        boolean isKept = true;
        for (Iterator<Mark> each = marks.iterator(); each.hasNext(); isKept = !isKept) {
            each.next();
            if (!isKept) {
                each.remove();
            }
        }
    }
}
