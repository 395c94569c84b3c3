package ledger.cli.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of every row. */
final class Tally {
    /** As many as a person would look at; the rest is counted. */
    private static final int SHOWN_MAX = 5;

    private final SortedMap<String, Long> refusedBy = new TreeMap<>();
    private final SortedMap<String, Long> deadLettersBy = new TreeMap<>();
    private final List<String> defects = new ArrayList<>();
    private long rows;
    private long charged;
    private long refused;
    private long duplicates;
    private long deadLetters;
    private long chargedMicros;
    private long defectCount;

    void row() {
        rows++;
    }

    void charged(long micros) {
        charged++;
        chargedMicros = Math.addExact(chargedMicros, micros);
    }

    void refused(String code) {
        refused++;
        refusedBy.merge(code, 1L, Long::sum);
    }

    void duplicate() {
        duplicates++;
    }

    void deadLetter(String code) {
        deadLetters++;
        deadLettersBy.merge(code, 1L, Long::sum);
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

    long chargedRows() {
        return charged;
    }

    long refusedRows() {
        return refused;
    }

    long duplicates() {
        return duplicates;
    }

    long deadLetters() {
        return deadLetters;
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
        return charged + refused + duplicates + deadLetters;
    }

    SortedMap<String, Long> refusedBy() {
        return Collections.unmodifiableSortedMap(refusedBy);
    }

    SortedMap<String, Long> deadLettersBy() {
        return Collections.unmodifiableSortedMap(deadLettersBy);
    }

    List<String> defects() {
        return Collections.unmodifiableList(defects);
    }
}
