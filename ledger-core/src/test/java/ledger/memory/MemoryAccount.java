package ledger.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.HoldId;
import ledger.account.HoldStatus;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.decide.AccountHistory;
import ledger.decide.DecidedEvent;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Rules;
import ledger.decide.Settlement;
import ledger.event.CommandRejected;
import ledger.event.CreditsGranted;
import ledger.event.EntryRefunded;
import ledger.event.EntryReversed;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.fold.Account;
import ledger.fold.Entry;
import ledger.fold.PastEvent;
import ledger.log.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One account: its events, and nothing else. Entries, holds and what became of them are looked for in the events each
 * time.
 */
public final class MemoryAccount implements AccountHistory {
    private final AccountId id;
    private final List<Happened> events = new ArrayList<>();

    /**
     * An event of the account.
     *
     * @param sequence its number, from 1
     * @param timeMillis the time of its command, epoch milliseconds
     * @param dueMillis when it fell due by itself, epoch milliseconds, or null
     * @param command what caused it
     * @param event what happened
     * @param account the account after it
     */
    record Happened(
            long sequence,
            long timeMillis,
            @Nullable Long dueMillis,
            CommandHeader command,
            LedgerEvent event,
            Account account) {}

    /** An account to which nothing ever happened. */
    public MemoryAccount(AccountId id) {
        this.id = id;
    }

    /** Decides a command by the newest rules, and keeps what it comes to. */
    public Decision take(LedgerCommand command, long nowMillis) {
        Decision decision = Decider.decide(Rules.newest(), command, account(), sequence() + 1, nowMillis, this);
        for (DecidedEvent decided : decision.events()) {
            add(nowMillis, decided.effectiveAtMillis(), command.header(), decided.event());
        }
        return decision;
    }

    /** The same account, of the same events. */
    public MemoryAccount foldedAgain() {
        MemoryAccount folded = new MemoryAccount(id);
        events.forEach(event -> folded.add(event.timeMillis, event.dueMillis, event.command, event.event));
        return folded;
    }

    private void add(long timeMillis, @Nullable Long dueMillis, CommandHeader command, LedgerEvent event) {
        Account after = account().evolve(event, dueMillis == null ? timeMillis : dueMillis);
        events.add(new Happened(sequence() + 1, timeMillis, dueMillis, command, event, after));
    }

    /** As the last event left it. */
    public Account account() {
        return last().map(Happened::account).orElse(Account.EMPTY);
    }

    /** Of the last event, 0 before the first. */
    public long sequence() {
        return events.size();
    }

    /** Of the last event, epoch milliseconds. */
    long lastMillis() {
        return last().map(Happened::timeMillis).orElse(Long.MIN_VALUE);
    }

    /** The sequence of the last event up to a time, inclusive, 0 where there is none. */
    long sequenceAt(long atMillis) {
        return events.stream().filter(event -> event.timeMillis <= atMillis).count();
    }

    /** The account after the event of that sequence, with all settled that was due by a time. */
    Account settledAt(long sequence, long atMillis) {
        Account then = sequence == 0 ? Account.EMPTY : events.get((int) sequence - 1).account;
        return Settlement.settled(then, sequence, atMillis);
    }

    /** What the last command came to, of the events from that sequence on. */
    Outcome outcome(Decision decision, long firstSequence) {
        Happened own = events.stream()
                .skip(firstSequence - 1)
                .filter(event -> event.dueMillis == null)
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (own == null) {
            return new Outcome.Settled(decision.events().size(), decision.isMoreDue());
        }
        if (own.event instanceof CommandRejected rejected) {
            return new Outcome.Refused(rejected.rejection());
        }
        return Outcome.of(past(own).asAnswered(), sequence -> past(events.get((int) sequence - 1)));
    }

    /** In their order. */
    Stream<Entry> entries() {
        return events.stream().map(this::past).flatMap(event -> event.entry().stream());
    }

    @Override
    public Optional<PastEvent> event(long sequence) {
        return events.stream()
                .filter(event -> event.sequence == sequence)
                .findFirst()
                .map(this::past);
    }

    @Override
    public boolean hasRewarded(String referredUserId) {
        return Stream.concat(
                        happened(CreditsGranted.class, granted -> referredUserId.equals(granted.referredUserId())),
                        happened(GrantScheduled.class, granted -> referredUserId.equals(granted.referredUserId())))
                .findAny()
                .isPresent();
    }

    private PastEvent past(Happened event) {
        boolean isSettling = event.dueMillis != null;
        return new PastEvent(
                id,
                event.sequence,
                event.timeMillis,
                event.dueMillis,
                isSettling ? null : event.command.key(),
                isSettling ? CommandHeader.LEDGER : event.command.actor(),
                event.event,
                event.account.balanceMicros(),
                InMemoryLedger.HASH,
                since(event.sequence));
    }

    /** What became of an event, by a look at all that came later. */
    private PastEvent.Since since(long sequence) {
        EntryId entry = new EntryId(id, sequence);
        HoldId hold = new HoldId(sequence);
        Credits refunded = sum(
                happened(EntryRefunded.class, later -> later.entry().equals(entry)),
                happened(EntryReversed.class, later -> later.entry().equals(entry)));
        Credits forfeited = sum(
                happened(GrantExpired.class, later -> later.grant().sequence() == sequence),
                happened(GrantRevoked.class, later -> later.grant().sequence() == sequence));
        return Stream.of(
                        happened(HoldCaptured.class, end -> end.hold().equals(hold))
                                .map(end ->
                                        new PastEvent.Since(refunded, forfeited, HoldStatus.CAPTURED, end.sequence)),
                        happened(HoldVoided.class, end -> end.hold().equals(hold))
                                .map(end -> new PastEvent.Since(refunded, forfeited, HoldStatus.VOIDED, end.sequence)),
                        happened(HoldExpired.class, end -> end.hold().equals(hold))
                                .map(end -> new PastEvent.Since(refunded, forfeited, HoldStatus.EXPIRED, end.sequence)))
                .flatMap(ends -> ends)
                .findFirst()
                .orElse(new PastEvent.Since(refunded, forfeited, HoldStatus.OPEN, 0));
    }

    private <T extends LedgerEvent> Stream<Happened> happened(Class<T> type, Predicate<T> which) {
        return events.stream().filter(event -> type.isInstance(event.event) && which.test(type.cast(event.event)));
    }

    private static Credits sum(Stream<Happened> some, Stream<Happened> others) {
        return Stream.concat(some, others)
                .map(event -> Objects.requireNonNull(event.event.booking()))
                .map(booking -> new Credits(Math.abs(booking.amountMicros())))
                .reduce(Credits.ZERO, Credits::plus);
    }

    private Optional<Happened> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }
}
