package ledger.streams.query;

import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.query.DayTotals;
import ledger.streams.rows.DayRow;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What a user did day by day. */
final class Days {
    private Days() {}

    /** The days of a period on which something happened, in order; both ends inclusive. */
    static List<DayTotals> read(
            ReadOnlyKeyValueStore<Bytes, byte[]> ledger, AccountId account, long fromEpochDay, long untilEpochDay) {
        if (untilEpochDay < 0 || fromEpochDay > untilEpochDay) {
            return List.of();
        }
        Bytes from = Bytes.wrap(StoreKeys.day(account, Math.max(fromEpochDay, 0)));
        Bytes until = Bytes.wrap(StoreKeys.day(account, untilEpochDay));
        List<DayTotals> days = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = ledger.range(from, until)) {
            while (range.hasNext()) {
                KeyValue<Bytes, byte[]> row = range.next();
                days.add(DayRow.read(row.value).totals(StoreKeys.epochDayOf(row.key.get())));
            }
        }
        return days;
    }
}
