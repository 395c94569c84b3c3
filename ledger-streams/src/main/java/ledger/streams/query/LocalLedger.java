package ledger.streams.query;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import ledger.AccountId;
import ledger.EntryId;
import ledger.HoldId;
import ledger.Position;
import ledger.account.HoldStatus;
import ledger.account.Terms;
import ledger.command.LedgerCommand;
import ledger.decide.Settlement;
import ledger.fold.Account;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.fold.PastEvent;
import ledger.log.Answer;
import ledger.query.AccountPage;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;
import ledger.streams.decide.Answers;
import ledger.streams.decide.DecideTopology;
import ledger.streams.progress.FoldProgress;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.HistoryRow;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.KeyPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from the fold of this instance. Thread-safe. */
public final class LocalLedger implements LedgerQueries {
    private final FoldProgress progress;
    private final LocalStores stores;
    private final Readiness readiness;
    private final Clock clock;

    /**
     * Reads the stores of the deciding tasks.
     *
     * @param readiness says what is served
     */
    public LocalLedger(FoldProgress progress, LocalStores stores, Readiness readiness, Clock clock) {
        this.progress = progress;
        this.stores = stores;
        this.readiness = readiness;
        this.clock = clock;
    }

    @Override
    public boolean isReady() {
        return whyNotReady().isEmpty();
    }

    @Override
    public Optional<NotReady> whyNotReady() {
        return readiness.whyNotReady();
    }

    @Override
    public Optional<String> whyNotAlive() {
        return readiness.whyNotAlive();
    }

    @Override
    public Position position(AccountId account) {
        int partition = partition(account);
        readiness.requireServed(partition);
        return progress.position(partition);
    }

    @Override
    public CompletionStage<Void> folded(Position position) {
        return progress.passed(position);
    }

    @Override
    public CompletionStage<Void> derived(AccountId account) {
        // Of the row and not of the progress: the row is written a moment before that is noted.
        return progress.derived(new Position(partition(account), row(account).lastOffset()));
    }

    @Override
    public Balance balance(AccountId account) {
        AccountRow row = row(account);
        long nowMillis = Math.max(clock.millis(), row.lastTimeMillis());
        return balance(account, row.account(), row.sequence(), nowMillis);
    }

    @Override
    public Balance balanceAt(AccountId account, long atMillis) {
        AccountRow row = row(account);
        if (row.lastTimeMillis() <= atMillis) {
            return balance(account, row.account(), row.sequence(), atMillis);
        }
        return inHistory(account, history -> {
            long sequence = history.lastSequenceAt(atMillis, row.sequence());
            return Balance.of(account, history.accountAt(atMillis, sequence, row.sequence()), sequence, atMillis);
        });
    }

    @Override
    public Optional<Entry> entry(EntryId id) {
        return history(id.account(), id.sequence()).flatMap(PastEvent::entry);
    }

    @Override
    public Optional<HoldRecord> hold(AccountId account, HoldId hold) {
        long nowMillis = Math.max(clock.millis(), row(account).lastTimeMillis());
        return holdRecord(account, hold).map(found -> found.at(nowMillis));
    }

    @Override
    public List<HoldRecord> holds(AccountId account) {
        AccountRow row = row(account);
        long nowMillis = Math.max(clock.millis(), row.lastTimeMillis());
        return row.account().terms().holds().keySet().stream()
                .flatMap(hold -> holdRecord(account, hold).stream())
                .map(hold -> hold.at(nowMillis))
                .filter(hold -> hold.past().since().status() == HoldStatus.OPEN)
                .toList();
    }

    @Override
    public Terms terms(AccountId account) {
        AccountRow row = row(account);
        long nowMillis = Math.max(clock.millis(), row.lastTimeMillis());
        return Settlement.settled(row.account(), row.sequence(), nowMillis).terms();
    }

    @Override
    public List<AccountId> due(long atMillis, int perPartition) {
        return new DueAccounts(progress.partitions(), this::inLedger).first(atMillis, perPartition);
    }

    @Override
    public EntryPage entries(EntryQuery query) {
        AccountRow row = row(query.account());
        return inHistory(query.account(), history -> new HistoryPages(history, row).page(query));
    }

    @Override
    public List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay) {
        return inLedger(partition(account), ledger -> Days.read(ledger, account, fromEpochDay, untilEpochDay));
    }

    @Override
    public AccountPage accounts(@Nullable String cursor, int limit) {
        return new AccountPages(progress.partitions(), this::inLedger, clock.millis()).page(cursor, limit);
    }

    /** The answer that a command's key already has; empty where the key is new. */
    public Optional<Answer> answered(LedgerCommand command) {
        AccountId account = command.account();
        Position position = position(account);
        byte @Nullable [] known = inLedger(
                partition(account), ledger -> ledger.get(Bytes.wrap(StoreKeys.outcome(account, command.key()))));
        return Optional.ofNullable(known)
                .map(row -> new Answers(this::history).known(command, OutcomeRow.read(row), position));
    }

    /** What is due by then is settled in the answer, whether a command has settled it or not. */
    private static Balance balance(AccountId id, Account account, long sequence, long atMillis) {
        return Balance.of(id, Settlement.settled(account, sequence, atMillis), sequence, atMillis);
    }

    private Optional<HoldRecord> holdRecord(AccountId account, HoldId hold) {
        return history(account, hold.sequence()).flatMap(PastEvent::hold);
    }

    private Optional<PastEvent> history(AccountId account, long sequence) {
        return inHistory(
                account,
                history -> Optional.ofNullable(history.rows().get(Bytes.wrap(StoreKeys.history(account, sequence))))
                        .map(row -> HistoryRow.read(account, sequence, row).past()));
    }

    private AccountRow row(AccountId account) {
        byte @Nullable [] row =
                inLedger(partition(account), ledger -> ledger.get(Bytes.wrap(StoreKeys.account(account))));
        return row == null ? AccountRow.NEW : AccountRow.read(row);
    }

    private <T> T inLedger(int partition, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
        readiness.requireServed(partition);
        return stores.read(DecideTopology.LEDGER_STORE, partition, reading);
    }

    private <T> T inHistory(AccountId account, Function<History, T> reading) {
        int partition = partition(account);
        readiness.requireServed(partition);
        return stores.read(DecideTopology.HISTORY_STORE, partition, rows -> reading.apply(new History(account, rows)));
    }

    private int partition(AccountId account) {
        return KeyPartition.of(account, progress.partitions());
    }
}
