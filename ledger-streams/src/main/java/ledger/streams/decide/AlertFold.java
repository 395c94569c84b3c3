package ledger.streams.decide;

import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.alert.Alert;
import ledger.alert.AlertWatch;
import ledger.alert.RaisedAlerts;
import ledger.decide.Due;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.query.Balance;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.RaisedRow;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds the alarms that events raise. Which rules are true stands in a row beside the account's, written in the same
 * commit as the alarms: whatever restarts, each crossing is written once.
 *
 * @param rows of the ledger store
 */
record AlertFold(KeyValueStore<Bytes, byte[]> rows) {
    /**
     * The alarms of the events of one command, in their order and that of the rules. Most accounts have no rules, and
     * cost nothing here.
     *
     * @param row the account's before the command
     */
    List<Alert> fold(AccountId account, AccountRow row, List<Recording.Published> events) {
        if (!hasRules(row.account()) && events.stream().noneMatch(event -> hasRules(event.after()))) {
            return List.of();
        }
        Bytes key = Bytes.wrap(StoreKeys.raisedAlerts(account));
        RaisedAlerts raisedBefore = raised(key);
        RaisedAlerts raised = raisedBefore;
        List<Alert> alerts = new ArrayList<>();
        Account before = row.account();
        long atMillis = measuredMillis(row);
        for (Recording.Published published : events) {
            RecordedEvent event = published.event();
            Account after = published.after();
            // What expired with a refund takes effect in the past, where budgets are not looked at again.
            atMillis = Math.max(event.foldedAtMillis(), atMillis);
            if (hasRules(before) || hasRules(after)) {
                AlertWatch.Watched watched = AlertWatch.watch(before, after, atMillis, raised);
                raised = watched.raised();
                Balance balance = Balance.of(account, after, event.sequence(), atMillis);
                watched.crossed().forEach(place -> alerts.add(AlertWatch.alert(event.id(), place, after, balance)));
            }
            before = after;
        }
        if (!raised.equals(raisedBefore)) {
            rows.put(key, RaisedRow.write(raised));
        }
        return alerts;
    }

    /**
     * When the account was measured last: with its last command, or before what that command left due, as a sweeper's
     * does that has found more than it may settle.
     */
    private static long measuredMillis(AccountRow row) {
        return Math.min(row.lastTimeMillis(), Due.firstMillis(row.account()));
    }

    private RaisedAlerts raised(Bytes key) {
        byte[] row = rows.get(key);
        return row == null ? RaisedAlerts.NONE : RaisedRow.read(row);
    }

    private static boolean hasRules(Account account) {
        return !account.terms().alerts().rules().isEmpty();
    }
}
