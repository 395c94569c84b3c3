package ledger.decide;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.event.Booking;
import ledger.event.EntryReversed;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CreditsGranted;
import ledger.event.LedgerEvent.EntryRefunded;
import ledger.fold.ChangeRecord;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.event.HoldStatus;
import org.jspecify.annotations.Nullable;

/** The history of one account in maps. */
final class MemoryPast implements Past {
    private static final IdempotencyKey KEY = new IdempotencyKey("key");

    private final AccountId account;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final TreeMap<HoldId, HoldRecord> holds = new TreeMap<>();
    private final Set<String> rewarded = new HashSet<>();

    MemoryPast(AccountId account) {
        this.account = account;
    }

    /** Keeps what an event leaves behind. */
    void add(LedgerEvent event, long sequence, long timeMillis, long balanceMicros) {
        Booking booking = event.booking();
        if (booking != null) {
            entries.put(sequence, entry(booking, sequence, timeMillis, balanceMicros));
        }
        if (event instanceof EntryRefunded refunded && booking != null) {
            refunded(refunded.entry(), booking);
        } else if (event instanceof EntryReversed reversed && booking != null) {
            refunded(reversed.entry(), booking);
        } else if (event instanceof GrantExpired expired && booking != null) {
            forfeited(expired.grant(), booking);
        } else if (event instanceof GrantRevoked revoked && booking != null) {
            forfeited(revoked.grant(), booking);
        } else if (event instanceof CreditsGranted granted) {
            rewarded(granted.referredUserId());
        } else if (event instanceof GrantScheduled scheduled) {
            rewarded(scheduled.referredUserId());
        } else if (event instanceof HoldPlaced placed) {
            ChangeRecord change = new ChangeRecord(timeMillis, null, placed.postings(), placed.terms());
            holds.put(
                    placed.hold().id(),
                    new HoldRecord(account, placed.hold(), KEY, "tester", Note.NONE, HoldStatus.OPEN, 0, change));
        } else if (event instanceof HoldCaptured captured) {
            closed(captured.hold(), HoldStatus.CAPTURED, sequence);
        } else if (event instanceof HoldVoided voided) {
            closed(voided.hold(), HoldStatus.VOIDED, sequence);
        } else if (event instanceof HoldExpired expired) {
            closed(expired.hold(), HoldStatus.EXPIRED, sequence);
        }
    }

    @Override
    public Optional<Entry> entry(long sequence) {
        return Optional.ofNullable(entries.get(sequence));
    }

    @Override
    public Optional<HoldRecord> hold(HoldId hold) {
        return Optional.ofNullable(holds.get(hold));
    }

    @Override
    public boolean hasRewarded(String referredUserId) {
        return rewarded.contains(referredUserId);
    }

    private void refunded(EntryId entry, Booking booking) {
        Credits amount = new Credits(Math.abs(booking.amountMicros()));
        entries.computeIfPresent(entry.sequence(), (at, found) -> found.refundedBy(amount));
    }

    private void forfeited(GrantId grant, Booking booking) {
        Credits amount = new Credits(-booking.amountMicros());
        entries.computeIfPresent(grant.sequence(), (at, found) -> found.forfeitedBy(amount));
    }

    private void rewarded(@Nullable String referredUserId) {
        if (referredUserId != null) {
            rewarded.add(referredUserId);
        }
    }

    private void closed(HoldId hold, HoldStatus end, long sequence) {
        holds.computeIfPresent(hold, (id, found) -> found.closed(end, sequence));
    }

    private Entry entry(Booking booking, long sequence, long timeMillis, long balanceMicros) {
        return new Entry(
                new EntryId(account, sequence),
                timeMillis,
                KEY,
                "tester",
                booking,
                balanceMicros,
                null,
                null,
                Credits.ZERO,
                "");
    }
}
