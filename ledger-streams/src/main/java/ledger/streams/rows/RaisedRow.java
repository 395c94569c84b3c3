package ledger.streams.rows;

import java.util.Map;
import ledger.alert.RaisedAlerts;
import ledger.message.Field;
import ledger.message.ValueTypes;

/** The row of the alert rules of an account that are true. */
public final class RaisedRow {
    private static final RowFormat<RaisedAlerts> FORMAT = RowFormat.of(of -> {
        Field<Map<String, Long>> until =
                of.required("untilByName", ValueTypes.map(ValueTypes.TIME), RaisedAlerts::untilByName);
        return in -> new RaisedAlerts(in.get(until));
    });

    private RaisedRow() {}

    public static byte[] write(RaisedAlerts raised) {
        return FORMAT.write(raised);
    }

    /** Throws for a row that this build cannot read. */
    public static RaisedAlerts read(byte[] row) {
        return FORMAT.read(row);
    }
}
