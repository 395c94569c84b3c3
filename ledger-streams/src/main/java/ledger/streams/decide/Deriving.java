package ledger.streams.decide;

import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.alert.Alert;
import ledger.event.Booking;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.pricing.ModelId;
import ledger.query.Balance;
import ledger.streams.rows.DayRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.wire.MetadataModel;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Derives what follows from a command: the totals of its day, the balance and the alarms. It is over when deciding is,
 * and deciding reads none of its rows. They are written in the transaction of the account's, so that whatever restarts,
 * each event counts once. Used by one thread.
 */
final class Deriving {
    private static final long MILLIS_PER_DAY = 86_400_000;

    private final KeyValueStore<Bytes, byte[]> rows;
    private final AlertFold alerts;

    /** Reads and writes rows of the ledger store. */
    Deriving(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
        this.alerts = new AlertFold(rows);
    }

    /**
     * What others are to be told.
     *
     * @param balance after the command, null where the account is the same as before
     */
    record Derived(@Nullable Balance balance, List<Alert> alerts) {
        static final Derived NOTHING = new Derived(null, List.of());
    }

    /** Writes the rows that follow from a command, and returns what is to be published. */
    Derived derive(CommandFold.Folded folded) {
        List<Recording.Published> events = folded.events();
        // A retry has one event, which is not chained and changes nothing.
        if (events.isEmpty() || !events.get(0).event().isChained()) {
            return Derived.NOTHING;
        }
        RecordedEvent last = events.get(events.size() - 1).event();
        Account after = events.get(events.size() - 1).after();
        AccountId account = last.command().account();
        count(account, events);
        Balance balance = after.equals(folded.before().account())
                ? null
                : Balance.of(account, after, last.sequence(), last.timeMillis());
        return new Derived(balance, alerts.fold(account, folded.before(), events));
    }

    /** Adds the entries to their day, which is one: the events of a command have its time. */
    private void count(AccountId account, List<Recording.Published> events) {
        Bytes key = null;
        DayRow day = null;
        for (Recording.Published published : events) {
            RecordedEvent event = published.event();
            Booking booking = event.event().booking();
            if (booking == null) {
                continue;
            }
            if (key == null || day == null) {
                key = Bytes.wrap(StoreKeys.day(account, Math.floorDiv(event.timeMillis(), MILLIS_PER_DAY)));
                day = day(key);
            }
            day.add(
                    booking.type(),
                    booking.reason(),
                    new Credits(Math.abs(booking.amountMicros())),
                    MetadataModel.of(event.event(), booking)
                            .map(ModelId::toString)
                            .orElse(null));
        }
        if (key != null && day != null) {
            rows.put(key, day.write());
        }
    }

    private DayRow day(Bytes key) {
        byte[] row = rows.get(key);
        return row == null ? new DayRow() : DayRow.read(row);
    }
}
