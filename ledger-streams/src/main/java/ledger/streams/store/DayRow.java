package ledger.streams.store;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import ledger.Credits;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.query.DayTotals;

/** The row of what one user did on one day; the day is in its key. */
public final class DayRow {
    private DayRow() {}

    public static byte[] write(DayTotals totals) {
        RowWriter out = new RowWriter();
        out.unsigned(totals.entries());
        out.unsigned(totals.used().micros());
        out.unsigned(totals.added().micros());
        out.unsigned(totals.byType().size());
        totals.byType().forEach((type, amount) -> {
            out.octet(type.code());
            out.unsigned(amount.micros());
        });
        out.unsigned(totals.byReason().size());
        totals.byReason().forEach((reason, amount) -> {
            out.octet(reason.code());
            out.unsigned(amount.micros());
        });
        out.unsigned(totals.byModel().size());
        totals.byModel().forEach((model, amount) -> {
            out.text(model);
            out.unsigned(amount.micros());
        });
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    public static DayTotals read(byte[] row, long epochDay) {
        RowReader in = new RowReader(row);
        long entries = in.unsigned();
        Credits used = new Credits(in.unsigned());
        Credits added = new Credits(in.unsigned());
        Map<TransactionType, Credits> byType = new EnumMap<>(TransactionType.class);
        for (int left = in.count(); left > 0; left--) {
            byType.put(TransactionType.ofCode(in.octet()), new Credits(in.unsigned()));
        }
        Map<Reason, Credits> byReason = new EnumMap<>(Reason.class);
        for (int left = in.count(); left > 0; left--) {
            byReason.put(Reason.ofCode(in.octet()), new Credits(in.unsigned()));
        }
        Map<String, Credits> byModel = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            byModel.put(in.text(), new Credits(in.unsigned()));
        }
        in.done();
        return new DayTotals(epochDay, entries, used, added, byType, byReason, byModel);
    }
}
