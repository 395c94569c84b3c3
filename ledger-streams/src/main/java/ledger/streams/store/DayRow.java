package ledger.streams.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import ledger.Credits;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.query.DayTotals;
import org.jspecify.annotations.Nullable;

/**
 * The row of what one user did on one day, to which entries are added; the day is in its key. A sum ends at the largest
 * number there is, and does not overflow: deciding must not stop for a statistic. Used by one thread.
 */
public final class DayRow {
    /**
     * Models told apart on one day of one user; the rest of them count as {@link #OTHER_MODELS}. Names may have 200
     * characters each, and a row must stay small enough to be logged.
     */
    public static final int MODELS_MAX = 250;

    public static final String OTHER_MODELS = "other";

    private final Map<TransactionType, Long> byType = new EnumMap<>(TransactionType.class);
    private final Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
    /** Sorted, so that equal logs make equal bytes. */
    private final Map<String, Long> byModel = new TreeMap<>();

    private long entries;
    private long usedMicros;
    private long addedMicros;

    /** Of a day on which nothing happened yet. */
    public DayRow() {}

    /** Throws for a row that this build cannot read. */
    public static DayRow read(byte[] row) {
        RowReader in = new RowReader(row);
        DayRow day = new DayRow();
        day.entries = in.unsigned();
        day.usedMicros = in.unsigned();
        day.addedMicros = in.unsigned();
        for (int left = in.count(); left > 0; left--) {
            day.byType.put(TransactionType.ofCode(in.octet()), in.unsigned());
        }
        for (int left = in.count(); left > 0; left--) {
            day.byReason.put(Reason.ofCode(in.octet()), in.unsigned());
        }
        for (int left = in.count(); left > 0; left--) {
            day.byModel.put(in.text(), in.unsigned());
        }
        in.done();
        return day;
    }

    /**
     * One more entry.
     *
     * @param amount how much, without its sign
     * @param model that it was for, {@code provider/modelName}, or null
     */
    public void add(TransactionType type, Reason reason, Credits amount, @Nullable String model) {
        long micros = amount.micros();
        entries++;
        if (type == TransactionType.USAGE) {
            usedMicros = sum(usedMicros, micros);
        }
        if (type.isAddition()) {
            addedMicros = sum(addedMicros, micros);
        }
        byType.merge(type, micros, DayRow::sum);
        byReason.merge(reason, micros, DayRow::sum);
        if (model != null) {
            boolean isTold = byModel.size() < MODELS_MAX || byModel.containsKey(model);
            byModel.merge(isTold ? model : OTHER_MODELS, micros, DayRow::sum);
        }
    }

    public byte[] write() {
        RowWriter out = new RowWriter();
        out.unsigned(entries);
        out.unsigned(usedMicros);
        out.unsigned(addedMicros);
        out.unsigned(byType.size());
        byType.forEach((type, micros) -> {
            out.octet(type.code());
            out.unsigned(micros);
        });
        out.unsigned(byReason.size());
        byReason.forEach((reason, micros) -> {
            out.octet(reason.code());
            out.unsigned(micros);
        });
        out.unsigned(byModel.size());
        byModel.forEach((model, micros) -> {
            out.text(model);
            out.unsigned(micros);
        });
        return out.toBytes();
    }

    /**
     * What it comes to.
     *
     * @param epochDay the day, days since 1970-01-01
     */
    public DayTotals totals(long epochDay) {
        return new DayTotals(
                epochDay,
                entries,
                new Credits(usedMicros),
                new Credits(addedMicros),
                credits(byType),
                credits(byReason),
                credits(byModel));
    }

    private static <K> Map<K, Credits> credits(Map<K, Long> micros) {
        Map<K, Credits> credits = new TreeMap<>();
        micros.forEach((key, sum) -> credits.put(key, new Credits(sum)));
        return credits;
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
