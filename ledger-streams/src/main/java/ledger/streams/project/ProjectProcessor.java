package ledger.streams.project;

import java.time.InstantSource;
import ledger.AccountId;
import ledger.alert.Alert;
import ledger.event.Booking;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.streams.Precedence;
import ledger.streams.store.AccountRow;
import ledger.streams.store.CommitHook;
import ledger.streams.store.DayRow;
import ledger.streams.store.EventRecap;
import ledger.streams.store.LocalStores;
import ledger.streams.store.StoreKeys;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.AlertMessage;
import ledger.streams.wire.BalanceJson;
import ledger.streams.wire.EventCodec;
import ledger.streams.wire.MetadataModel;
import org.apache.kafka.common.header.Header;
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
    private final LateBalances late;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<Bytes, byte[]> rows;

    ProjectProcessor(ProjectProgress progress, LocalStores stores, InstantSource clock) {
        this.progress = progress;
        this.stores = stores;
        this.late = new LateBalances(clock, this::forwardBalance);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Precedence.last();
        this.context = context;
        this.rows = context.getStateStore(ProjectTopology.STORE);
        context.<CommitHook>getStateStore(ProjectTopology.COMMIT_HOOK).beforeCommit(context, late::forwardAll);
        stores.opened(ProjectTopology.STORE, context.taskId().partition(), rows());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Header recap = record.headers().lastHeader(EventRecap.HEADER);
        if (recap != null) {
            project(KeyPartition.account(record.key()), EventRecap.read(recap.value()));
            return;
        }
        RecordedEvent event = read(record.value());
        if (event != null && event.isChained()) {
            project(event, record);
        }
    }

    @Override
    public void close() {
        stores.closed(ProjectTopology.STORE, context().taskId().partition());
    }

    /** An event that says itself what it came to. */
    private void project(AccountId account, EventRecap recap) {
        Bytes key = Bytes.wrap(StoreKeys.account(account));
        byte[] before = rows().get(key);
        AccountRow.Head after = AccountRow.head(recap.accountRow());
        if (!follows(
                after.sequence(), before == null ? 0 : AccountRow.head(before).sequence())) {
            return;
        }
        if (recap.counted() != null) {
            addToDay(account, after.lastTimeMillis(), recap.counted());
        }
        rows().put(key, recap.accountRow());
        if (recap.isBalanceChanged()) {
            late.changed(account, recap.accountRow(), after.lastTimeMillis());
        }
        progress.reached(account, after.sequence());
    }

    /** An event of an earlier build, or one that may raise an alarm: it is folded again. */
    private void project(RecordedEvent event, Record<byte[], byte[]> record) {
        AccountId account = event.command().account();
        AccountRow before = account(account);
        if (!follows(event.sequence(), before.sequence())) {
            return;
        }
        Account next = before.account().evolve(event.event(), event.foldedAtMillis());
        Booking booking = event.event().booking();
        if (booking != null) {
            addToDay(
                    account,
                    event.timeMillis(),
                    EventRecap.Counted.of(booking, MetadataModel.of(event.event(), booking)));
        }
        // What expired with a refund takes effect in the past, where budgets are not looked at again.
        long measuredAtMillis = Math.max(event.foldedAtMillis(), before.lastTimeMillis());
        // Last, as its sequence says that the rest is there.
        byte[] row = putAccount(account, next, before, event, measuredAtMillis);
        if (!next.equals(before.account())) {
            late.changed(account, row, event.timeMillis());
        }
        for (Alert alert : new AlertFold(rows()).fold(before.account(), next, event, measuredAtMillis)) {
            context()
                    .forward(
                            new Record<>(record.key(), AlertMessage.write(alert), record.timestamp()),
                            ProjectTopology.ALERTS_SINK);
        }
        progress.reached(account, event.sequence());
    }

    /** Whether an event is the next of its account; false for one that was projected before. */
    private boolean follows(long sequence, long before) {
        if (sequence > before + 1) {
            throw new IllegalStateException(
                    "events are missing before " + place() + ": sequence " + sequence + " follows " + before);
        }
        return sequence == before + 1;
    }

    private void forwardBalance(AccountId account, byte[] accountRow, long timeMillis) {
        AccountRow row = AccountRow.read(accountRow);
        Balance balance = Balance.of(account, row.account(), row.sequence(), timeMillis);
        context()
                .forward(
                        new Record<>(KeyPartition.key(account), BalanceJson.write(balance), timeMillis),
                        ProjectTopology.BALANCES_SINK);
    }

    private void addToDay(AccountId account, long timeMillis, EventRecap.Counted entry) {
        long epochDay = Math.floorDiv(timeMillis, MILLIS_PER_DAY);
        Bytes key = Bytes.wrap(StoreKeys.day(account, epochDay));
        byte[] row = rows().get(key);
        DayTotals day = row == null ? DayTotals.empty(epochDay) : DayRow.read(row, epochDay);
        rows().put(key, DayRow.write(DayFold.add(day, entry)));
    }

    private AccountRow account(AccountId account) {
        byte[] row = rows().get(Bytes.wrap(StoreKeys.account(account)));
        return row == null ? AccountRow.NEW : AccountRow.read(row);
    }

    private byte[] putAccount(
            AccountId account, Account next, AccountRow before, RecordedEvent event, long measuredAtMillis) {
        byte[] row = new AccountRow(
                        next,
                        event.sequence(),
                        before.entryCount() + (event.event().booking() == null ? 0 : 1),
                        measuredAtMillis,
                        event.position().offset(),
                        event.hash())
                .write();
        rows().put(Bytes.wrap(StoreKeys.account(account)), row);
        return row;
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
        LOG.warn("record passed over that is no event position={}", place());
        return null;
    }

    /** Where the record stands that is projected now. */
    private String place() {
        return context()
                .recordMetadata()
                .map(at -> at.partition() + "-" + at.offset())
                .orElse("?");
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
