package ledger.streams.store;

import java.util.Map;
import java.util.TreeMap;
import ledger.alert.RaisedAlerts;

/** The row of the alert rules of an account that are true. */
public final class RaisedRow {
    private RaisedRow() {}

    public static byte[] write(RaisedAlerts raised) {
        RowWriter out = new RowWriter();
        out.unsigned(raised.untilByName().size());
        raised.untilByName().forEach((name, untilMillis) -> {
            out.text(name);
            out.unsigned(untilMillis);
        });
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    public static RaisedAlerts read(byte[] row) {
        RowReader in = new RowReader(row);
        Map<String, Long> untilByName = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            untilByName.put(name, in.unsigned());
        }
        in.done();
        return new RaisedAlerts(untilByName);
    }
}
