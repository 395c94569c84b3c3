package ledger.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.command.LedgerCommand;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Past;
import ledger.decide.Rules;
import ledger.decide.Settlement;
import ledger.decide.Step;
import ledger.event.Booking;
import ledger.event.EntryReversed;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldStatus;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.event.LedgerEvent.CreditsGranted;
import ledger.event.LedgerEvent.EntryRefunded;
import ledger.fold.Account;
import ledger.fold.ChangeRecord;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.log.Outcome;
import ledger.message.Fingerprint;
import ledger.query.Balance;

/** One account of {@link MemoryLedger}, with its history. */
final class MemoryAccount implements Past {
    private static final String HASH = "0".repeat(64);

    final Map<IdempotencyKey, Remembered> outcomes = new HashMap<>();
    final List<Entry> entries = new ArrayList<>();
    final Map<HoldId, HoldRecord> holds = new TreeMap<>();
    Account account = Account.EMPTY;
    private final AccountId id;
    private final List<State> states = new ArrayList<>();
    private final Set<String> rewarded = new HashSet<>();
    private long sequence;

    MemoryAccount(AccountId id) {
        this.id = id;
    }

    record Remembered(Fingerprint fingerprint, Outcome outcome) {}

    private record State(long timeMillis, Account account, long sequence) {}

    Outcome take(LedgerCommand command, long nowMillis) {
        Decision decision = Decider.decide(Rules.newest(), command, account, sequence + 1, nowMillis, this);
        Outcome outcome = new Outcome.Settled(decision.steps().size(), decision.isMoreDue());
        for (Step step : decision.steps()) {
            sequence++;
            account = step.account();
            Outcome came = keep(command, step, nowMillis);
            outcome = step.isSettling() ? outcome : came;
            states.add(new State(nowMillis, account, sequence));
        }
        return outcome;
    }

    Account settledAt(long atMillis) {
        return Settlement.settled(account, sequence, atMillis);
    }

    Balance balanceAt(long lastMillis, long atMillis) {
        State last = new State(atMillis, Account.EMPTY, 0);
        for (State state : states) {
            last = state.timeMillis <= lastMillis ? state : last;
        }
        Account settled = Settlement.settled(last.account, last.sequence, atMillis);
        return Balance.of(id, settled, last.sequence, atMillis);
    }

    @Override
    public Optional<Entry> entry(long at) {
        return entries.stream().filter(entry -> entry.id().sequence() == at).findFirst();
    }

    @Override
    public Optional<HoldRecord> hold(HoldId hold) {
        return Optional.ofNullable(holds.get(hold));
    }

    @Override
    public boolean hasRewarded(String referredUserId) {
        return rewarded.contains(referredUserId);
    }

    private Outcome keep(LedgerCommand command, Step step, long nowMillis) {
        LedgerEvent event = step.event();
        Booking booking = event.booking();
        if (event instanceof CommandRejected rejected) {
            return new Outcome.Refused(rejected.rejection());
        }
        if (event instanceof HoldPlaced placed) {
            return new Outcome.OfHold(placed(command, placed, nowMillis));
        }
        if (event instanceof HoldVoided voided) {
            return new Outcome.OfHold(closed(voided.hold(), HoldStatus.VOIDED));
        }
        if (event instanceof HoldExpired expired) {
            return new Outcome.OfHold(closed(expired.hold(), HoldStatus.EXPIRED));
        }
        if (booking == null) {
            return new Outcome.Arranged(sequence, nowMillis, event.terms());
        }
        if (event instanceof CreditsGranted granted && granted.referredUserId() != null) {
            rewarded.add(granted.referredUserId());
        }
        return new Outcome.Accepted(entry(command, step, booking, nowMillis));
    }

    private Entry entry(LedgerCommand command, Step step, Booking booking, long nowMillis) {
        LedgerEvent event = step.event();
        EntryId related = null;
        if (event instanceof EntryRefunded refunded) {
            related = refunded.entry();
        } else if (event instanceof EntryReversed reversed) {
            related = reversed.entry();
        }
        if (related != null) {
            EntryId about = related;
            Credits amount = new Credits(Math.abs(booking.amountMicros()));
            entries.replaceAll(one -> one.id().equals(about) ? one.refundedBy(amount) : one);
        }
        Entry.Capture capture = null;
        if (event instanceof HoldCaptured captured) {
            closed(captured.hold(), HoldStatus.CAPTURED);
            capture = new Entry.Capture(captured.hold(), captured.released(), captured.debt());
        }
        Entry entry = new Entry(
                new EntryId(id, sequence),
                nowMillis,
                step.isSettling() ? null : command.header().key(),
                step.isSettling() ? "ledger" : command.header().actor(),
                booking.withoutBudgets(),
                account.balanceMicros(),
                event.cost(),
                related,
                Credits.ZERO,
                HASH,
                Credits.ZERO,
                new Entry.Aside(step.effectiveAtMillis(), capture, event.terms()));
        entries.add(entry);
        return entry;
    }

    private HoldRecord placed(LedgerCommand command, HoldPlaced placed, long nowMillis) {
        HoldRecord hold = new HoldRecord(
                id,
                placed.hold(),
                command.key(),
                command.header().actor(),
                placed.note(),
                HoldStatus.OPEN,
                0,
                new ChangeRecord(nowMillis, null, placed.postings(), placed.terms()));
        holds.put(placed.hold().id(), hold);
        return hold;
    }

    private HoldRecord closed(HoldId hold, HoldStatus end) {
        return holds.computeIfPresent(hold, (same, record) -> record.closed(end, sequence));
    }
}
