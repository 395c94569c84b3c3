package ledger.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.HoldRef;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.decide.Due;
import ledger.decide.Past;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.fold.HoldStatus;
import ledger.streams.store.AccountRow;
import ledger.streams.store.EntryRow;
import ledger.streams.store.HistoryRow;
import ledger.streams.store.HoldRow;
import ledger.streams.store.OutcomeRow;
import ledger.streams.store.RulesRow;
import ledger.streams.store.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of one partition, read and written by its stream thread alone. */
final class LedgerRows implements Answers.Lookup {
    /** Every so many rows of history one carries a snapshot, so that a balance at a time folds at most this many. */
    static final int ROWS_PER_SNAPSHOT = 64;

    /** What a row says whose key says it all. */
    private static final byte[] PRESENT = {1};

    private final KeyValueStore<Bytes, byte[]> ledger;
    private final KeyValueStore<Bytes, byte[]> history;
    private final Change change;

    /** Told of an account that is about to be written. */
    @FunctionalInterface
    interface Change {
        void of(AccountId account, AccountRow before, AccountRow after);
    }

    LedgerRows(KeyValueStore<Bytes, byte[]> ledger, KeyValueStore<Bytes, byte[]> history, Change change) {
        this.ledger = ledger;
        this.history = history;
        this.change = change;
    }

    AccountRow account(AccountId account) {
        byte @Nullable [] row = ledger.get(Bytes.wrap(StoreKeys.account(account)));
        return row == null ? AccountRow.NEW : AccountRow.read(row);
    }

    Optional<OutcomeRow> outcome(AccountId account, IdempotencyKey key) {
        return Optional.ofNullable(ledger.get(Bytes.wrap(StoreKeys.outcome(account, key))))
                .map(OutcomeRow::read);
    }

    @Override
    public Optional<HistoryRow> row(AccountId account, long sequence) {
        return Optional.ofNullable(history.get(key(account, sequence)))
                .map(row -> HistoryRow.read(account, sequence, row));
    }

    /** The history of one account, as deciding sees it. */
    Past past(AccountId account) {
        return new Past() {
            @Override
            public Optional<Entry> entry(long sequence) {
                return row(account, sequence).filter(EntryRow.class::isInstance).map(row -> ((EntryRow) row).entry());
            }

            @Override
            public Optional<HoldRecord> hold(HoldId hold) {
                return row(account, hold.sequence())
                        .filter(HoldRow.class::isInstance)
                        .map(row -> ((HoldRow) row).hold());
            }

            @Override
            public boolean hasRewarded(String referredUserId) {
                return ledger.get(Bytes.wrap(StoreKeys.referral(account, referredUserId))) != null;
            }
        };
    }

    /** Writes the account's row as a recording left it, and that of its first due time where that has changed. */
    void putAccount(AccountId account, AccountRow before, Recording recording) {
        change.of(account, before, recording.row());
        long dueBefore = Due.firstMillis(before.account());
        long dueAfter = Due.firstMillis(recording.row().account());
        if (dueBefore != dueAfter) {
            if (dueBefore != Due.NEVER) {
                ledger.delete(Bytes.wrap(StoreKeys.due(dueBefore, account)));
            }
            if (dueAfter != Due.NEVER) {
                ledger.put(Bytes.wrap(StoreKeys.due(dueAfter, account)), PRESENT);
            }
        }
        ledger.put(Bytes.wrap(StoreKeys.account(account)), recording.rowBytes());
    }

    void putOutcome(AccountId account, IdempotencyKey key, OutcomeRow row) {
        ledger.put(Bytes.wrap(StoreKeys.outcome(account, key)), row.write());
    }

    /** Notes that the referral of a user was rewarded. */
    void putReferral(AccountId account, String referredUserId) {
        ledger.put(Bytes.wrap(StoreKeys.referral(account, referredUserId)), PRESENT);
    }

    /** Whether rows are missing that a changelog has, since this build could not read them. */
    boolean isSpoiled() {
        return ledger.get(Bytes.wrap(StoreKeys.spoiled())) != null
                || history.get(Bytes.wrap(StoreKeys.spoiled())) != null;
    }

    /** Where the last command stands whose events are in history. */
    Optional<Position> lastInHistory() {
        return Optional.ofNullable(history.get(Bytes.wrap(StoreKeys.lastInHistory())))
                .flatMap(row -> Position.parse(new String(row, StandardCharsets.US_ASCII)));
    }

    /** Notes that the events of a command are in history, whether they have rows there or not. */
    void putLastInHistory(Position position) {
        history.put(Bytes.wrap(StoreKeys.lastInHistory()), position.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether no user has rows here. */
    boolean areEmpty() {
        Bytes from = Bytes.wrap(StoreKeys.beforeAllAccounts());
        Bytes to = Bytes.wrap(StoreKeys.afterAllAccounts());
        try (KeyValueIterator<Bytes, byte[]> ofLedger = ledger.range(from, to);
                KeyValueIterator<Bytes, byte[]> ofHistory = history.range(from, to)) {
            return !ofLedger.hasNext() && !ofHistory.hasNext();
        }
    }

    /** Which rules hold in the partition, and what was put aside. */
    RulesRow rules() {
        byte @Nullable [] row = ledger.get(Bytes.wrap(StoreKeys.rules()));
        return row == null ? RulesRow.NONE : RulesRow.read(row);
    }

    void putRules(RulesRow row) {
        ledger.put(Bytes.wrap(StoreKeys.rules()), row.write());
    }

    void putHistory(AccountId account, long sequence, HistoryRow row) {
        history.put(key(account, sequence), row.write());
    }

    /** Notes that more of an entry was given back. */
    void refunded(EntryId id, Credits amount) {
        EntryRow row = entryRow(id.account(), id.sequence());
        putHistory(id.account(), id.sequence(), new EntryRow(row.entry().refundedBy(amount), row.snapshot()));
    }

    /** Notes that more of what an entry granted was lost. */
    void forfeited(AccountId account, GrantId grant, Credits amount) {
        EntryRow row = entryRow(account, grant.sequence());
        putHistory(account, grant.sequence(), new EntryRow(row.entry().forfeitedBy(amount), row.snapshot()));
    }

    /** Notes how a hold ended. */
    HoldRecord closed(HoldRef hold, HoldStatus end, long sequence) {
        HoldRow row = row(hold.account(), hold.hold().sequence())
                .map(HoldRow.class::cast)
                .orElseThrow(() -> new IllegalStateException("the end of a hold that was not placed"));
        HoldRecord closed = row.hold().closed(end, sequence);
        putHistory(hold.account(), hold.hold().sequence(), new HoldRow(closed, row.snapshot()));
        return closed;
    }

    private EntryRow entryRow(AccountId account, long sequence) {
        return row(account, sequence)
                .map(EntryRow.class::cast)
                .orElseThrow(() -> new IllegalStateException("an event about an entry that is not there"));
    }

    private static Bytes key(AccountId account, long sequence) {
        return Bytes.wrap(StoreKeys.history(account, sequence));
    }
}
