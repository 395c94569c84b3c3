package ledger.cli.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.cli.load.Tally.Came;
import ledger.event.Booking;
import ledger.event.CommandConflicted;
import ledger.event.CommandRejected;
import ledger.event.CommandRepeated;
import ledger.event.LedgerEvent;
import ledger.fold.RecordedEvent;

/** Finds the outcome of every published row. Remembers only rows without an outcome yet. */
final class Outcomes {
    private final Tally tally;
    private final Map<Intent, Deque<Place>> waiting = new HashMap<>();
    private final Map<Place, Optional<Intent>> published = new HashMap<>();

    Outcomes(Tally tally) {
        this.tally = tally;
    }

    /** A row stands on the topic as a usage event. */
    void published(Place place, AccountId account, IdempotencyKey key) {
        Intent intent = new Intent(account, key);
        waiting.computeIfAbsent(intent, first -> new ArrayDeque<>()).add(place);
        published.put(place, Optional.of(intent));
    }

    /** A row that is no usage event stands on the topic as it is. */
    void publishedAsIs(Place place) {
        published.put(place, Optional.empty());
    }

    int waiting() {
        return published.size();
    }

    /** Takes an event of the ledger; most are other people's. */
    void happened(RecordedEvent event) {
        IdempotencyKey key = event.command().key();
        if (key == null) {
            return;
        }
        Intent intent = new Intent(event.command().account(), key);
        Deque<Place> places = waiting.get(intent);
        if (places == null) {
            return;
        }
        published.remove(places.remove());
        if (places.isEmpty()) {
            waiting.remove(intent);
        }
        count(event.event());
    }

    /** Takes the dead letter of the record at this place, with the code that says why. */
    void refusedAt(Place place, String code) {
        Optional<Intent> intent = published.remove(place);
        if (intent == null) {
            return;
        }
        intent.ifPresent(known -> {
            Deque<Place> places = waiting.getOrDefault(known, new ArrayDeque<>());
            places.remove(place);
            if (places.isEmpty()) {
                waiting.remove(known);
            }
        });
        tally.settled(Came.DEAD_LETTER, code);
    }

    private void count(LedgerEvent event) {
        Booking booking = event.booking();
        if (booking != null && event.usage() != null) {
            tally.charged(-booking.amountMicros());
        } else if (event instanceof CommandRejected rejected) {
            tally.settled(Came.REFUSED, rejected.rejection().code().name());
        } else if (event instanceof CommandRepeated) {
            tally.settled(Came.DUPLICATE, "");
        } else if (event instanceof CommandConflicted) {
            tally.settled(Came.REFUSED, "IDEMPOTENCY_CONFLICT");
        } else {
            throw new IllegalStateException("a key of usage events was used for something else");
        }
    }

    /**
     * Where a record stands on {@code ledger.usage}.
     *
     * @param partition of the topic
     * @param offset in the partition
     */
    record Place(int partition, long offset) {}

    /** The request of a row: its account and its key. */
    private record Intent(AccountId account, IdempotencyKey key) {}
}
