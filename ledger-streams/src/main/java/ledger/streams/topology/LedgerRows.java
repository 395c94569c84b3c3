package ledger.streams.topology;

import java.util.Optional;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.fold.Entry;
import ledger.streams.store.AccountRow;
import ledger.streams.store.EntryRow;
import ledger.streams.store.OutcomeRow;
import ledger.streams.store.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of one partition, read and written by its stream thread alone. */
final class LedgerRows implements Answers.EntryLookup {
    /** Every so many entries one carries a snapshot, so that a balance at a time folds at most this many. */
    static final int ENTRIES_PER_SNAPSHOT = 64;

    private final KeyValueStore<Bytes, byte[]> ledger;
    private final KeyValueStore<Bytes, byte[]> history;

    LedgerRows(KeyValueStore<Bytes, byte[]> ledger, KeyValueStore<Bytes, byte[]> history) {
        this.ledger = ledger;
        this.history = history;
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
    public Optional<Entry> entry(EntryId id) {
        return row(id).map(EntryRow::entry);
    }

    void putAccount(AccountId account, AccountRow row) {
        ledger.put(Bytes.wrap(StoreKeys.account(account)), row.write());
    }

    void putOutcome(AccountId account, IdempotencyKey key, OutcomeRow row) {
        ledger.put(Bytes.wrap(StoreKeys.outcome(account, key)), row.write());
    }

    /** Keeps an entry; the account after it goes along every so many entries. */
    void putEntry(Entry entry, AccountRow after) {
        boolean isDue = after.entryCount() % ENTRIES_PER_SNAPSHOT == 0;
        put(new EntryRow(entry, isDue ? after : null));
    }

    /** Notes that more of an entry was given back. */
    void refunded(EntryId id, Credits amount) {
        EntryRow row = row(id).orElseThrow(() -> new IllegalStateException("a refund without its entry"));
        put(new EntryRow(row.entry().refundedBy(amount), row.snapshot()));
    }

    private Optional<EntryRow> row(EntryId id) {
        return Optional.ofNullable(history.get(key(id))).map(row -> EntryRow.read(id.account(), id.sequence(), row));
    }

    private void put(EntryRow row) {
        history.put(key(row.entry().id()), row.write());
    }

    private static Bytes key(EntryId id) {
        return Bytes.wrap(StoreKeys.history(id.account(), id.sequence()));
    }
}
