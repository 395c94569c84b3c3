package ledger.streams.project;

import java.util.List;
import ledger.AccountId;
import ledger.alert.Alert;
import ledger.alert.AlertWatch;
import ledger.alert.RaisedAlerts;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.query.Balance;
import ledger.streams.store.RaisedRow;
import ledger.streams.store.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds the alarms that an event raises. Which rules are true stands in a row beside the account's, written in the same
 * commit as the alarms: whatever restarts, each crossing is written once.
 */
final class AlertFold {
    private final KeyValueStore<Bytes, byte[]> rows;

    AlertFold(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    /**
     * The alarms of an event, in the order of the rules. Most accounts have no rules, and cost nothing here.
     *
     * @param atMillis when the event took effect, never before an earlier one's, epoch milliseconds
     */
    List<Alert> fold(Account before, Account after, RecordedEvent event, long atMillis) {
        if (after.terms().alerts().rules().isEmpty()
                && before.terms().alerts().rules().isEmpty()) {
            return List.of();
        }
        AccountId account = event.command().account();
        Bytes key = Bytes.wrap(StoreKeys.raisedAlerts(account));
        byte[] row = rows.get(key);
        RaisedAlerts raised = row == null ? RaisedAlerts.NONE : RaisedRow.read(row);
        AlertWatch.Watched watched = AlertWatch.watch(before, after, atMillis, raised);
        if (!watched.raised().equals(raised)) {
            rows.put(key, RaisedRow.write(watched.raised()));
        }
        Balance balance = Balance.of(account, after, event.sequence(), atMillis);
        return watched.crossed().stream()
                .map(place -> AlertWatch.alert(event.id(), place, after, balance))
                .toList();
    }
}
