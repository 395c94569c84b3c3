package ledger.streams.project;

import ledger.AccountId;
import ledger.alert.Alert;
import ledger.event.Booking;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.streams.store.AccountRow;
import ledger.streams.store.DayRow;
import ledger.streams.store.LocalStores;
import ledger.streams.store.StoreKeys;
import ledger.streams.wire.AlertMessage;
import ledger.streams.wire.BalanceJson;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the events of one partition into days and accounts, and passes on each balance that changed and each alarm. An
 * event at or below the sequence of its account's row was folded before, and changes nothing.
 */
final class ProjectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectProcessor.class);
    private static final long MILLIS_PER_DAY = 86_400_000;

    private final ProjectProgress progress;
    private final LocalStores stores;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<Bytes, byte[]> rows;

    ProjectProcessor(ProjectProgress progress, LocalStores stores) {
        this.progress = progress;
        this.stores = stores;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.rows = context.getStateStore(ProjectTopology.STORE);
        stores.opened(ProjectTopology.STORE, context.taskId().partition(), rows());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordedEvent event = read(record.value());
        if (event != null && event.isChained()) {
            project(event, record);
        }
    }

    @Override
    public void close() {
        stores.closed(ProjectTopology.STORE, context().taskId().partition());
    }

    private void project(RecordedEvent event, Record<byte[], byte[]> record) {
        AccountId account = event.command().account();
        AccountRow before = account(account);
        if (event.sequence() <= before.sequence()) {
            return;
        }
        if (event.sequence() != before.sequence() + 1) {
            throw new IllegalStateException("events are missing before " + event.id() + ": sequence " + event.sequence()
                    + " follows " + before.sequence());
        }
        Account next = before.account().evolve(event.event(), event.foldedAtMillis());
        Booking booking = event.event().booking();
        if (booking != null) {
            addToDay(account, event, booking);
        }
        // What expired with a refund takes effect in the past, where budgets are not looked at again.
        long measuredAtMillis = Math.max(event.foldedAtMillis(), before.lastTimeMillis());
        // Last, as its sequence says that the rest is there.
        putAccount(account, next, before, event, measuredAtMillis);
        if (!next.equals(before.account())) {
            Balance balance = Balance.of(account, next, event.sequence(), event.timeMillis());
            context().forward(record.withValue(BalanceJson.write(balance)), ProjectTopology.BALANCES_SINK);
        }
        for (Alert alert : new AlertFold(rows()).fold(before.account(), next, event, measuredAtMillis)) {
            context().forward(record.withValue(AlertMessage.write(alert)), ProjectTopology.ALERTS_SINK);
        }
        progress.reached(account, event.sequence());
    }

    private void addToDay(AccountId account, RecordedEvent event, Booking booking) {
        long epochDay = Math.floorDiv(event.timeMillis(), MILLIS_PER_DAY);
        Bytes key = Bytes.wrap(StoreKeys.day(account, epochDay));
        byte[] row = rows().get(key);
        DayTotals day = row == null ? DayTotals.empty(epochDay) : DayRow.read(row, epochDay);
        rows().put(key, DayRow.write(DayFold.add(day, event.event(), booking)));
    }

    private AccountRow account(AccountId account) {
        byte[] row = rows().get(Bytes.wrap(StoreKeys.account(account)));
        return row == null ? AccountRow.NEW : AccountRow.read(row);
    }

    private void putAccount(
            AccountId account, Account next, AccountRow before, RecordedEvent event, long measuredAtMillis) {
        AccountRow row = new AccountRow(
                next,
                event.sequence(),
                before.entryCount() + (event.event().booking() == null ? 0 : 1),
                measuredAtMillis,
                event.position().offset(),
                event.hash());
        rows().put(Bytes.wrap(StoreKeys.account(account)), row.write());
    }

    /**
     * The event, or null for what this ledger did not write. An event of ours that is lost so leaves a gap and stops.
     */
    private @Nullable RecordedEvent read(byte @Nullable [] value) {
        try {
            if (value != null) {
                return EventCodec.read(value);
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("unreadable event", e);
        }
        LOG.warn(
                "record passed over that is no event position={}",
                context()
                        .recordMetadata()
                        .map(at -> at.partition() + "-" + at.offset())
                        .orElse("?"));
        return null;
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("not initialized");
        }
        return context;
    }

    private KeyValueStore<Bytes, byte[]> rows() {
        if (rows == null) {
            throw new IllegalStateException("not initialized");
        }
        return rows;
    }
}
