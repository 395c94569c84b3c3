package ledger.api;

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
import ledger.EntryId;
import ledger.HoldRef;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.decide.Due;
import ledger.event.HoldStatus;
import ledger.event.Terms;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.log.Outcome;
import ledger.message.RequestField;
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
    volatile @Nullable NotReady notReady;
    volatile @Nullable String notAlive;
    private static final String HASH = "0".repeat(64);

    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    private final Map<AccountId, MemoryAccount> owners = new HashMap<>();
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
        MemoryAccount.Remembered first = command.header().key() == null
                ? null
                : owner(command.account()).outcomes.get(command.key());
        if (first == null) {
            return Optional.empty();
        }
        Optional<RequestField> differs = first.fingerprint().firstDifference(CommandTypes.fingerprint(command));
        return Optional.of(
                differs.isPresent()
                        ? new Answer.Conflicted(differs.get(), position())
                        : new Answer.Decided(first.outcome(), true, position()));
    }

    private Answer decide(LedgerCommand command) {
        MemoryAccount owner = owner(command.account());
        Outcome outcome = owner.take(command, clock.get());
        if (command.header().key() != null) {
            owner.outcomes.put(command.key(), new MemoryAccount.Remembered(CommandTypes.fingerprint(command), outcome));
        }
        return new Answer.Decided(outcome, false, position());
    }

    @Override
    public Optional<NotReady> whyNotReady() {
        return Optional.ofNullable(notReady);
    }

    @Override
    public Optional<String> whyNotAlive() {
        return Optional.ofNullable(notAlive);
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
    public CompletionStage<Void> derived(AccountId account) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized Balance balance(AccountId account) {
        return owner(account).balanceAt(Long.MAX_VALUE, clock.get());
    }

    @Override
    public synchronized Balance balanceAt(AccountId account, long atMillis) {
        return owner(account).balanceAt(atMillis, atMillis);
    }

    @Override
    public synchronized Optional<Entry> entry(EntryId id) {
        return owner(id.account()).entry(id.sequence());
    }

    @Override
    public synchronized Optional<HoldRecord> hold(HoldRef hold) {
        return owner(hold.account()).hold(hold.hold()).map(found -> found.at(clock.get()));
    }

    @Override
    public synchronized List<HoldRecord> holds(AccountId account) {
        return owner(account).holds.values().stream()
                .map(hold -> hold.at(clock.get()))
                .filter(hold -> hold.status() == HoldStatus.OPEN)
                .toList();
    }

    @Override
    public synchronized Terms terms(AccountId account) {
        return owner(account).settledAt(clock.get()).terms();
    }

    @Override
    public synchronized List<AccountId> due(long atMillis, int limit) {
        return owners.entrySet().stream()
                .filter(owner -> Due.firstMillis(owner.getValue().account) <= atMillis)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
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

    private MemoryAccount owner(AccountId account) {
        return owners.computeIfAbsent(account, MemoryAccount::new);
    }
}
