package ledger.cli.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of every row. */
final class Tally {
    /** As many as a person would look at; the rest is counted. */
    private static final int SHOWN_MAX = 5;

    /** What can become of a row. */
    enum Came {
        CHARGED,
        REFUSED,
        DUPLICATE,
        DEAD_LETTER
    }

    private final Map<Came, SortedMap<String, Long>> settled = new EnumMap<>(Came.class);
    private final List<String> defects = new ArrayList<>();
    private long rows;
    private long chargedMicros;
    private long defectCount;

    void row() {
        rows++;
    }

    void charged(long micros) {
        settled(Came.CHARGED, "");
        chargedMicros = Math.addExact(chargedMicros, micros);
    }

    /** A row came to that; the code says why, and is empty where there is none. */
    void settled(Came came, String code) {
        settled.computeIfAbsent(came, first -> new TreeMap<>()).merge(code, 1L, Long::sum);
    }

    /** A row that no usage could be made of; it will be a dead letter. */
    void defect(String what) {
        defectCount++;
        if (defects.size() < SHOWN_MAX) {
            defects.add(what);
        }
    }

    long rows() {
        return rows;
    }

    long rows(Came came) {
        return rowsBy(came).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many rows came to that, by the code that says why. */
    SortedMap<String, Long> rowsBy(Came came) {
        return settled.getOrDefault(came, Collections.emptySortedMap());
    }

    long chargedMicros() {
        return chargedMicros;
    }

    long defectCount() {
        return defectCount;
    }

    /** Rows of which nothing was heard. */
    long missing() {
        return rows - settled();
    }

    long settled() {
        return settled.keySet().stream().mapToLong(this::rows).sum();
    }

    List<String> defects() {
        return Collections.unmodifiableList(defects);
    }
}
