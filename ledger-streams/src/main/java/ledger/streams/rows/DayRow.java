package ledger.streams.rows;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import ledger.Credits;
import ledger.account.AccountTypes;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.message.Field;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
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

    private static final RowFormat<DayRow> FORMAT = RowFormat.of(of -> {
        Field<Long> entries = of.required("entries", ValueTypes.WHOLE, day -> day.entries);
        Field<Long> used = of.required("used", ValueTypes.MICROS, day -> day.usedMicros);
        Field<Long> added = of.required("added", ValueTypes.MICROS, day -> day.addedMicros);
        Field<Map<TransactionType, Long>> byType = of.required(
                "byType",
                sums(AccountTypes.TRANSACTION_TYPE, () -> new EnumMap<>(TransactionType.class)),
                day -> day.byType);
        Field<Map<Reason, Long>> byReason = of.required(
                "byReason", sums(AccountTypes.REASON, () -> new EnumMap<>(Reason.class)), day -> day.byReason);
        Field<Map<String, Long>> byModel =
                of.required("byModel", sums(ValueTypes.TEXT, TreeMap::new), day -> day.byModel);
        return in -> {
            DayRow day = new DayRow(in.get(byType), in.get(byReason), in.get(byModel));
            day.entries = in.get(entries);
            day.usedMicros = in.get(used);
            day.addedMicros = in.get(added);
            return day;
        };
    });

    private final Map<TransactionType, Long> byType;
    private final Map<Reason, Long> byReason;
    /** Sorted, so that equal logs make equal bytes. */
    private final Map<String, Long> byModel;

    private long entries;
    private long usedMicros;
    private long addedMicros;

    /** Of a day on which nothing happened yet. */
    public DayRow() {
        this(new EnumMap<>(TransactionType.class), new EnumMap<>(Reason.class), new TreeMap<>());
    }

    private DayRow(Map<TransactionType, Long> byType, Map<Reason, Long> byReason, Map<String, Long> byModel) {
        this.byType = byType;
        this.byReason = byReason;
        this.byModel = byModel;
    }

    /** Throws for a row that this build cannot read. */
    public static DayRow read(byte[] row) {
        return FORMAT.read(row);
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
        return FORMAT.write(this);
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

    private static <K> ValueType<Map<K, Long>> sums(ValueType<K> key, Supplier<Map<K, Long>> empty) {
        return ValueTypes.entries(key, ValueTypes.MICROS, empty);
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
