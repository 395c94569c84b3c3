package ledger.streams.decide;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.decide.AccountHistory;
import ledger.decide.Due;
import ledger.event.Aftermath;
import ledger.event.CommandRejected;
import ledger.event.LedgerEvent;
import ledger.event.Rejection;
import ledger.fold.PastEvent;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.HistoryRow;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.rows.RulesRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.store.AheadRows;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** The rows of one partition, as deciding reads and writes them. Used by one thread at a time. */
public final class LedgerRows implements Answers.Lookup {
    /** Every so many rows of history one carries a snapshot, so that a balance at a time folds at most this many. */
    static final int ROWS_PER_SNAPSHOT = 64;

    /** What a row says whose key says it all. */
    private static final byte[] PRESENT = {1};

    private final AheadRows ledger;
    private final AheadRows history;
    private final Change change;

    /** Told of an account that is about to be written. */
    @FunctionalInterface
    interface Change {
        void of(AccountId account, AccountRow before, AccountRow after);
    }

    LedgerRows(AheadRows ledger, AheadRows history, Change change) {
        this.ledger = ledger;
        this.history = history;
        this.change = change;
    }

    public AccountRow account(AccountId account) {
        byte @Nullable [] row = ledger.find(Bytes.wrap(StoreKeys.account(account)));
        return row == null ? AccountRow.NEW : AccountRow.read(row);
    }

    public Optional<OutcomeRow> outcome(AccountId account, IdempotencyKey key) {
        return Optional.ofNullable(ledger.find(Bytes.wrap(StoreKeys.outcome(account, key))))
                .map(OutcomeRow::read);
    }

    @Override
    public Optional<PastEvent> event(AccountId account, long sequence) {
        return row(account, sequence).map(HistoryRow::past);
    }

    /** The history of one account, as deciding sees it. */
    public AccountHistory history(AccountId account) {
        return new AccountHistory() {
            @Override
            public Optional<PastEvent> event(long sequence) {
                return LedgerRows.this.event(account, sequence);
            }

            @Override
            public boolean hasRewarded(String referredUserId) {
                return ledger.find(Bytes.wrap(StoreKeys.referral(account, referredUserId))) != null;
            }
        };
    }

    /** Writes what a command came to: its history and its outcome first, and the account's row last. */
    void apply(Recording recording, Position position) {
        if (recording.events().isEmpty()) {
            return;
        }
        LedgerCommand command = recording.command();
        recording.events().forEach(published -> keep(command.account(), published));
        IdempotencyKey key = command.header().key();
        if (key != null) {
            Recording.Published answering = recording.answering();
            Rejection rejection =
                    answering.event().event() instanceof CommandRejected rejected ? rejected.rejection() : null;
            OutcomeRow outcome = new OutcomeRow(
                    CommandTypes.fingerprint(command), answering.event().sequence(), rejection);
            ledger.put(Bytes.wrap(StoreKeys.outcome(command.account(), key)), outcome.write());
        }
        history.put(Bytes.wrap(StoreKeys.lastInHistory()), position.toString().getBytes(StandardCharsets.US_ASCII));
        putAccount(command.account(), recording);
    }

    /** Keeps an event, and notes it with the earlier one that it is about. */
    private void keep(AccountId account, Recording.Published published) {
        LedgerEvent event = published.event().event();
        Aftermath aftermath = event.aftermath();
        if (aftermath != null) {
            HistoryRow earlier = row(account, aftermath.sequence())
                    .orElseThrow(() -> new IllegalStateException("an event about one that is not there"));
            put(new HistoryRow(earlier.past().after(aftermath, published.event().sequence()), earlier.snapshot()));
        }
        if (event.referredUserId() != null) {
            ledger.put(Bytes.wrap(StoreKeys.referral(account, event.referredUserId())), PRESENT);
        }
        if (event.isKept()) {
            AccountRow after = published.row();
            boolean hasSnapshot = (after.entryCount() + after.otherCount()) % ROWS_PER_SNAPSHOT == 0;
            put(new HistoryRow(PastEvent.of(published.event(), published.hash()), hasSnapshot ? after : null));
        }
    }

    private void put(HistoryRow row) {
        history.put(key(row.past().account(), row.past().sequence()), row.write());
    }

    private void putAccount(AccountId account, Recording recording) {
        change.of(account, recording.before(), recording.after());
        long dueBefore = recording.decision().dueBeforeMillis();
        long dueAfter = recording.decision().dueMillis();
        if (dueBefore != dueAfter) {
            if (dueBefore != Due.NEVER) {
                ledger.put(Bytes.wrap(StoreKeys.due(dueBefore, account)), null);
            }
            if (dueAfter != Due.NEVER) {
                ledger.put(Bytes.wrap(StoreKeys.due(dueAfter, account)), PRESENT);
            }
        }
        ledger.put(Bytes.wrap(StoreKeys.account(account)), recording.after().write());
    }

    private Optional<HistoryRow> row(AccountId account, long sequence) {
        return Optional.ofNullable(history.find(key(account, sequence)))
                .map(row -> HistoryRow.read(account, sequence, row));
    }

    /** Whether rows are missing that a changelog has, since this build could not read them. */
    public boolean isSpoiled() {
        return ledger.find(Bytes.wrap(StoreKeys.spoiled())) != null
                || history.find(Bytes.wrap(StoreKeys.spoiled())) != null;
    }

    /** Where the last command stands whose events are in history. */
    public Optional<Position> lastInHistory() {
        return Optional.ofNullable(history.find(Bytes.wrap(StoreKeys.lastInHistory())))
                .flatMap(row -> Position.parse(new String(row, StandardCharsets.US_ASCII)));
    }

    /** Whether no user has rows here. */
    public boolean areEmpty() {
        Bytes from = Bytes.wrap(StoreKeys.beforeAllAccounts());
        Bytes to = Bytes.wrap(StoreKeys.afterAllAccounts());
        try (KeyValueIterator<Bytes, byte[]> ofLedger = ledger.range(from, to);
                KeyValueIterator<Bytes, byte[]> ofHistory = history.range(from, to)) {
            return !ofLedger.hasNext() && !ofHistory.hasNext();
        }
    }

    /** Which rules hold in the partition, and what was put aside. */
    public RulesRow rules() {
        byte @Nullable [] row = ledger.find(Bytes.wrap(StoreKeys.rules()));
        return row == null ? RulesRow.NONE : RulesRow.read(row);
    }

    void putRules(RulesRow row) {
        ledger.put(Bytes.wrap(StoreKeys.rules()), row.write());
    }

    private static Bytes key(AccountId account, long sequence) {
        return Bytes.wrap(StoreKeys.history(account, sequence));
    }
}
