package ledger.streams.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import ledger.AccountId;
import ledger.decide.Settlement;
import ledger.fold.Account;
import ledger.fold.Entry;
import ledger.streams.rows.HistoryRow;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The entries of one account, read from its rows. Keys order them newest first, and times never fall as sequences rise.
 *
 * @param account whose
 * @param rows the history store of its partition
 */
record History(AccountId account, ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
    /** A row and the sequence of its event. */
    private record Found(long sequence, HistoryRow row) {}

    /** The sequence of the youngest row made at or before a time, 0 where there is none: a binary search by seeks. */
    long lastSequenceAt(long timeMillis, long newestSequence) {
        long low = 0;
        long high = newestSequence;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            Optional<Found> found = atOrBelow(middle);
            if (found.isEmpty() || found.get().row().past().timeMillis() <= timeMillis) {
                low = middle;
            } else {
                high = Math.min(middle, found.get().sequence()) - 1;
            }
        }
        return atOrBelow(low).map(Found::sequence).orElse(0L);
    }

    /**
     * The account at a time, with everything settled that was due by then.
     *
     * @param sequence of the youngest row made at or before it
     * @param newestSequence of the account's last event
     */
    Account accountAt(long timeMillis, long sequence, long newestSequence) {
        return Settlement.settled(accountAfter(sequence), settledFrom(sequence, newestSequence), timeMillis);
    }

    /**
     * The sequence before the first event that settled what was due since: refusals, which have no row, came between.
     */
    private long settledFrom(long sequence, long newestSequence) {
        if (sequence >= newestSequence) {
            return sequence;
        }
        try (KeyValueIterator<Bytes, byte[]> oldestFirst = rows.reverseRange(key(newestSequence), key(sequence + 1))) {
            return oldestFirst.hasNext() ? row(oldestFirst.next()).sequence() - 1 : newestSequence;
        }
    }

    /** The account as it was after an event: the snapshot before it and what came since. */
    private Account accountAfter(long sequence) {
        Deque<HistoryRow> since = new ArrayDeque<>();
        Account account = Account.EMPTY;
        try (KeyValueIterator<Bytes, byte[]> newestFirst = rows.range(key(sequence), key(1))) {
            while (newestFirst.hasNext()) {
                HistoryRow row = row(newestFirst.next()).row();
                var snapshot = row.snapshot();
                if (snapshot != null) {
                    account = snapshot.account();
                    break;
                }
                since.push(row);
            }
        }
        for (HistoryRow row : since) {
            account = account.evolve(row.past().event(), row.past().foldedAtMillis());
        }
        return account;
    }

    /**
     * Visits the entries between two sequences, both inclusive, until the visitor has seen enough.
     *
     * @param visitor returns whether to go on
     */
    void visit(long fromSequence, long untilSequence, boolean newestFirst, Predicate<Entry> visitor) {
        if (fromSequence > untilSequence) {
            return;
        }
        Bytes newest = key(untilSequence);
        Bytes oldest = key(Math.max(1, fromSequence));
        try (KeyValueIterator<Bytes, byte[]> entries =
                newestFirst ? rows.range(newest, oldest) : rows.reverseRange(newest, oldest)) {
            boolean isWanted = true;
            while (isWanted && entries.hasNext()) {
                Optional<Entry> entry = row(entries.next()).row().past().entry();
                isWanted = entry.isEmpty() || visitor.test(entry.get());
            }
        }
    }

    private Bytes key(long sequence) {
        return Bytes.wrap(StoreKeys.history(account, sequence));
    }

    private Optional<Found> atOrBelow(long sequence) {
        if (sequence < 1) {
            return Optional.empty();
        }
        try (KeyValueIterator<Bytes, byte[]> newestFirst = rows.range(key(sequence), key(1))) {
            return newestFirst.hasNext() ? Optional.of(row(newestFirst.next())) : Optional.empty();
        }
    }

    private static Found row(KeyValue<Bytes, byte[]> row) {
        return new Found(StoreKeys.sequenceOf(row.key.get()), HistoryRow.read(row.key.get(), row.value));
    }
}
