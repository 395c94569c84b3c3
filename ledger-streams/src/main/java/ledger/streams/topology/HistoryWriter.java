package ledger.streams.topology;

import java.util.List;
import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.HoldRef;
import ledger.event.AlertsSet;
import ledger.event.Booking;
import ledger.event.EntryReversed;
import ledger.event.GrantActivated;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LimitsSet;
import ledger.event.PlanRefilled;
import ledger.event.PlanSet;
import ledger.event.TermsChange;
import ledger.fold.ChangeRecord;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.fold.HoldStatus;
import ledger.fold.RecordedEvent;
import ledger.log.Outcome;
import ledger.streams.store.AccountRow;
import ledger.streams.store.ChangeRow;
import ledger.streams.store.EntryRow;
import ledger.streams.store.HoldRow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the history of one event, and notes it with the entry or hold that it is about.
 *
 * @param rows where
 * @param recorded the event
 * @param hash of the event, lower-case hex
 * @param after the account's row after it
 */
record HistoryWriter(LedgerRows rows, RecordedEvent recorded, String hash, AccountRow after)
        implements LedgerEvent.Handler<Outcome> {
    @Override
    public Outcome on(LedgerEvent.CreditsGranted event) {
        return granted(event.booking(), event.referredUserId());
    }

    @Override
    public Outcome on(GrantScheduled event) {
        return granted(event.booking(), event.referredUserId());
    }

    @Override
    public Outcome on(LedgerEvent.CreditsDeducted event) {
        return keep(event.booking());
    }

    @Override
    public Outcome on(LedgerEvent.CreditsSpent event) {
        return keep(event.booking());
    }

    @Override
    public Outcome on(LedgerEvent.UsageCharged event) {
        return keep(event.booking());
    }

    @Override
    public Outcome on(GrantActivated event) {
        return keep(event.booking());
    }

    @Override
    public Outcome on(PlanRefilled event) {
        return keep(event.booking());
    }

    @Override
    public Outcome on(LedgerEvent.EntryRefunded event) {
        rows.refunded(event.entry(), new Credits(event.booking().amountMicros()));
        return keep(event.booking(), event.entry(), null);
    }

    @Override
    public Outcome on(EntryReversed event) {
        rows.refunded(event.entry(), new Credits(-event.booking().amountMicros()));
        return keep(event.booking(), event.entry(), null);
    }

    @Override
    public Outcome on(GrantExpired event) {
        return lost(event.booking(), event.grant());
    }

    @Override
    public Outcome on(GrantRevoked event) {
        return lost(event.booking(), event.grant());
    }

    @Override
    public Outcome on(HoldPlaced event) {
        HoldRecord hold = new HoldRecord(
                account(),
                event.hold(),
                Objects.requireNonNull(recorded.command().key(), "a hold without a key"),
                recorded.command().actor(),
                event.note(),
                HoldStatus.OPEN,
                0,
                change());
        rows.putHistory(account(), recorded.sequence(), new HoldRow(hold, snapshot()));
        return new Outcome.OfHold(hold);
    }

    @Override
    public Outcome on(HoldCaptured event) {
        rows.closed(new HoldRef(account(), event.hold()), HoldStatus.CAPTURED, recorded.sequence());
        return keep(event.booking(), null, new Entry.Capture(event.hold(), event.released(), event.debt()));
    }

    @Override
    public Outcome on(HoldVoided event) {
        return letGo(event.hold(), HoldStatus.VOIDED);
    }

    @Override
    public Outcome on(HoldExpired event) {
        return letGo(event.hold(), HoldStatus.EXPIRED);
    }

    @Override
    public Outcome on(PlanSet event) {
        return arranged();
    }

    @Override
    public Outcome on(LimitsSet event) {
        return arranged();
    }

    @Override
    public Outcome on(AlertsSet event) {
        return arranged();
    }

    @Override
    public Outcome on(LedgerEvent.CommandRejected event) {
        return new Outcome.Refused(event.rejection());
    }

    @Override
    public Outcome on(LedgerEvent.CommandRepeated event) {
        throw new IllegalStateException("no decision repeats a command");
    }

    @Override
    public Outcome on(LedgerEvent.CommandConflicted event) {
        throw new IllegalStateException("no decision conflicts with a command");
    }

    private Outcome granted(Booking booking, @Nullable String referredUserId) {
        if (referredUserId != null) {
            rows.putReferral(account(), referredUserId);
        }
        return keep(booking);
    }

    private Outcome lost(Booking booking, GrantId grant) {
        if (booking.amountMicros() != 0) {
            rows.forfeited(account(), grant, new Credits(-booking.amountMicros()));
        }
        return keep(booking);
    }

    private Outcome letGo(HoldId hold, HoldStatus end) {
        rows.putHistory(account(), recorded.sequence(), new ChangeRow(change(), hold, snapshot()));
        return new Outcome.OfHold(rows.closed(new HoldRef(account(), hold), end, recorded.sequence()));
    }

    private Outcome arranged() {
        ChangeRecord change = change();
        rows.putHistory(account(), recorded.sequence(), new ChangeRow(change, null, snapshot()));
        return new Outcome.Arranged(recorded.sequence(), recorded.timeMillis(), change.terms());
    }

    private Outcome keep(Booking booking) {
        return keep(booking, null, null);
    }

    private Outcome keep(Booking booking, @Nullable EntryId related, Entry.@Nullable Capture capture) {
        List<TermsChange> terms = recorded.event().terms();
        boolean isPlain = terms.isEmpty() && capture == null && recorded.effectiveAtMillis() == null;
        Entry entry = new Entry(
                new EntryId(account(), recorded.sequence()),
                recorded.timeMillis(),
                recorded.command().key(),
                recorded.command().actor(),
                booking.withoutBudgets(),
                recorded.balanceAfterMicros(),
                recorded.event().cost(),
                related,
                Credits.ZERO,
                hash,
                Credits.ZERO,
                isPlain ? Entry.Aside.NONE : new Entry.Aside(recorded.effectiveAtMillis(), capture, terms));
        rows.putHistory(account(), recorded.sequence(), new EntryRow(entry, snapshot()));
        return new Outcome.Accepted(entry);
    }

    private ChangeRecord change() {
        return new ChangeRecord(
                recorded.timeMillis(),
                recorded.effectiveAtMillis(),
                recorded.event().postings(),
                recorded.event().terms());
    }

    private @Nullable AccountRow snapshot() {
        return (after.entryCount() + after.otherCount()) % LedgerRows.ROWS_PER_SNAPSHOT == 0 ? after : null;
    }

    private AccountId account() {
        return recorded.command().account();
    }
}
