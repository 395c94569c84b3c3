package ledger.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.Fingerprint;
import ledger.command.LedgerCommand;
import ledger.command.RequestField;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.event.Booking;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.event.LedgerEvent.EntryRefunded;
import ledger.event.LedgerEvent.UsageCharged;
import ledger.fold.Account;
import ledger.fold.Entry;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.log.Outcome;
import ledger.query.AccountPage;
import ledger.query.AccountSummary;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;
import org.jspecify.annotations.Nullable;

/** A ledger without a log: the real rules, in maps. Answers come on a thread of its own, as the real one's do. */
final class MemoryLedger implements CommandLog, LedgerQueries, AutoCloseable {
    private static final String HASH = "0".repeat(64);

    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    private final Map<AccountId, Owner> owners = new HashMap<>();
    private final Supplier<Long> clock;
    private long offset = -1;
    private boolean isDown;
    private int appended;

    MemoryLedger(Supplier<Long> clock) {
        this.clock = clock;
    }

    /** From here on the broker is gone, or back. */
    synchronized void down(boolean gone) {
        isDown = gone;
    }

    /** How many commands anybody tried to append. */
    synchronized int appended() {
        return appended;
    }

    @Override
    public synchronized CompletionStage<Answer> append(LedgerCommand command) {
        appended++;
        if (isDown) {
            return CompletableFuture.failedFuture(new UnavailableException("the outcome is unknown: retry"));
        }
        offset++;
        Answer answer = answered(command).orElseGet(() -> decide(command));
        return CompletableFuture.supplyAsync(() -> answer, answers);
    }

    @Override
    public synchronized Optional<Answer> answered(LedgerCommand command) {
        Remembered first = owner(command.account()).outcomes.get(command.key());
        if (first == null) {
            return Optional.empty();
        }
        Optional<RequestField> differs = first.fingerprint.firstDifference(Fingerprint.of(command));
        return Optional.of(
                differs.isPresent()
                        ? new Answer.Conflicted(differs.get(), position())
                        : new Answer.Decided(first.outcome, true, position()));
    }

    private Answer decide(LedgerCommand command) {
        Owner owner = owner(command.account());
        long sequence = owner.sequence + 1;
        Decision decision = Decider.decide(command, owner.account, sequence, clock.get(), one -> find(owner, one));
        owner.sequence = sequence;
        owner.account = decision.account();
        Outcome outcome = outcome(owner, command, decision);
        owner.outcomes.put(command.key(), new Remembered(Fingerprint.of(command), outcome));
        return new Answer.Decided(outcome, false, position());
    }

    private Outcome outcome(Owner owner, LedgerCommand command, Decision decision) {
        LedgerEvent event = decision.event();
        Booking booking = event.booking();
        if (booking == null) {
            return new Outcome.Refused(((CommandRejected) event).rejection());
        }
        Entry entry = new Entry(
                new EntryId(command.account(), owner.sequence),
                clock.get(),
                command.key(),
                command.header().actor(),
                booking,
                owner.account.balanceMicros(),
                event instanceof UsageCharged charged ? charged.cost() : null,
                event instanceof EntryRefunded refunded ? refunded.entry() : null,
                Credits.ZERO,
                HASH);
        if (event instanceof EntryRefunded refunded) {
            owner.entries.replaceAll(one ->
                    one.id().equals(refunded.entry()) ? one.refundedBy(new Credits(booking.amountMicros())) : one);
        }
        owner.entries.add(entry);
        owner.states.add(new State(clock.get(), owner.account, owner.sequence));
        return new Outcome.Accepted(entry);
    }

    @Override
    public synchronized boolean isReady() {
        return !isDown;
    }

    @Override
    public Position position(AccountId account) {
        return position();
    }

    @Override
    public synchronized CompletionStage<Void> folded(Position position) {
        if (position.partition() != 0) {
            throw new IllegalArgumentException("no such partition");
        }
        return position.offset() <= offset
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new UnavailableException("the fold is not there yet"));
    }

    @Override
    public CompletionStage<Void> projected(AccountId account) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized Balance balance(AccountId account) {
        Owner owner = owner(account);
        return Balance.of(account, owner.account, owner.sequence, clock.get());
    }

    @Override
    public synchronized Balance balanceAt(AccountId account, long atMillis) {
        State last = new State(atMillis, Account.EMPTY, 0);
        for (State state : owner(account).states) {
            last = state.timeMillis <= atMillis ? state : last;
        }
        return Balance.of(account, last.account, last.sequence, atMillis);
    }

    @Override
    public synchronized Optional<Entry> entry(EntryId id) {
        return find(owner(id.account()), id.sequence());
    }

    @Override
    public synchronized EntryPage entries(EntryQuery query) {
        return MemoryHistory.page(owner(query.account()).entries, query);
    }

    @Override
    public synchronized List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay) {
        return MemoryHistory.days(owner(account).entries, fromEpochDay, untilEpochDay);
    }

    @Override
    public synchronized AccountPage accounts(@Nullable String cursor, int limit) {
        if (cursor != null && !cursor.startsWith("from-")) {
            throw new IllegalArgumentException("no cursor of ours");
        }
        int from = cursor == null ? 0 : Integer.parseInt(cursor.substring("from-".length()));
        List<AccountId> ids = owners.keySet().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
        List<AccountSummary> page = IntStream.range(from, Math.min(ids.size(), from + limit))
                .mapToObj(i -> new AccountSummary(balance(ids.get(i)), HASH))
                .toList();
        return new AccountPage(page, from + limit < ids.size() ? "from-" + (from + limit) : null);
    }

    @Override
    public void close() {
        answers.shutdown();
    }

    private synchronized Position position() {
        return new Position(0, offset);
    }

    private static Optional<Entry> find(Owner owner, long sequence) {
        return owner.entries.stream()
                .filter(entry -> entry.id().sequence() == sequence)
                .findFirst();
    }

    private Owner owner(AccountId account) {
        return owners.computeIfAbsent(account, id -> new Owner());
    }

    private static final class Owner {
        private final Map<IdempotencyKey, Remembered> outcomes = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<State> states = new ArrayList<>();
        private Account account = Account.EMPTY;
        private long sequence;
    }

    private record Remembered(Fingerprint fingerprint, Outcome outcome) {}

    private record State(long timeMillis, Account account, long sequence) {}
}
