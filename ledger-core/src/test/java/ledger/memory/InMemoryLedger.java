package ledger.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import ledger.AccountId;
import ledger.EntryId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.UnavailableException;
import ledger.account.HoldStatus;
import ledger.account.Terms;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.decide.Decision;
import ledger.decide.Due;
import ledger.decide.Rules;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.log.Outcome;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import ledger.query.AccountPage;
import ledger.query.AccountSummary;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;
import org.jspecify.annotations.Nullable;

/** A ledger of one partition: the real rules, in maps. It chains no hashes. */
public final class InMemoryLedger implements CommandLog, LedgerQueries {
    static final String HASH = "0".repeat(64);

    private final Map<AccountId, MemoryAccount> accounts = new TreeMap<>(Comparator.comparing(AccountId::value));
    private final Map<AccountId, Map<IdempotencyKey, Remembered>> outcomes = new HashMap<>();
    private final LongSupplier clock;
    private final Executor answering;
    private long offset = -1;
    private int appended;
    private boolean isDown;
    private @Nullable NotReady notReady;
    private @Nullable String notAlive;

    private record Remembered(Fingerprint fingerprint, Outcome outcome) {}

    /**
     * An empty ledger.
     *
     * @param clock of the broker, epoch milliseconds
     * @param answering where callers are answered
     */
    public InMemoryLedger(LongSupplier clock, Executor answering) {
        this.clock = clock;
        this.answering = answering;
    }

    /** From here on the broker is gone, or back. */
    public synchronized void down(boolean gone) {
        isDown = gone;
    }

    /** From here on it says that it is not ready. */
    public synchronized void notReady(NotReady reason) {
        notReady = reason;
    }

    /** From here on it says that its process should end. */
    public synchronized void notAlive(String reason) {
        notAlive = reason;
    }

    /** How many commands anybody tried to append. */
    public synchronized int appended() {
        return appended;
    }

    @Override
    public synchronized CompletionStage<Answer> append(LedgerCommand command) {
        appended++;
        if (isDown) {
            return CompletableFuture.failedFuture(new UnavailableException("the outcome is unknown: retry"));
        }
        offset++;
        Answer answer = command.header().key() == null
                ? new Answer.Decided(decide(command), false, position())
                : answered(command).orElseGet(() -> remember(command));
        return CompletableFuture.supplyAsync(() -> answer, answering);
    }

    @Override
    public synchronized Optional<Answer> answered(LedgerCommand command) {
        Remembered first = outcomes.getOrDefault(command.account(), Map.of()).get(command.key());
        if (first == null) {
            return Optional.empty();
        }
        Optional<RequestField> differs = first.fingerprint.firstDifference(CommandTypes.fingerprint(command));
        return Optional.of(
                differs.isPresent()
                        ? new Answer.Conflicted(differs.get(), position())
                        : new Answer.Decided(first.outcome, true, position()));
    }

    private Answer remember(LedgerCommand command) {
        Outcome outcome = decide(command);
        outcomes.computeIfAbsent(command.account(), account -> new HashMap<>())
                .put(command.key(), new Remembered(CommandTypes.fingerprint(command), outcome));
        return new Answer.Decided(outcome, false, position());
    }

    private Outcome decide(LedgerCommand command) {
        MemoryAccount account = accounts.computeIfAbsent(command.account(), MemoryAccount::new);
        long nowMillis = Rules.newest().nowMillis(account.lastMillis(), command.header(), clock.getAsLong());
        long firstSequence = account.sequence() + 1;
        Decision decision = account.take(command, nowMillis);
        return account.outcome(decision, firstSequence);
    }

    @Override
    public synchronized boolean isReady() {
        return !isDown && notReady == null;
    }

    @Override
    public synchronized Optional<NotReady> whyNotReady() {
        return Optional.ofNullable(notReady);
    }

    @Override
    public synchronized Optional<String> whyNotAlive() {
        return Optional.ofNullable(notAlive);
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
    public synchronized Balance balance(AccountId id) {
        MemoryAccount account = account(id);
        long nowMillis = nowMillis(account);
        return balance(id, account.sequence(), nowMillis);
    }

    @Override
    public synchronized Balance balanceAt(AccountId id, long atMillis) {
        return balance(id, account(id).sequenceAt(atMillis), atMillis);
    }

    @Override
    public synchronized Optional<Entry> entry(EntryId id) {
        return account(id.account()).entry(id.sequence());
    }

    @Override
    public synchronized Optional<HoldRecord> hold(AccountId id, HoldId hold) {
        MemoryAccount account = account(id);
        return account.hold(hold).map(found -> found.at(nowMillis(account)));
    }

    @Override
    public synchronized List<HoldRecord> holds(AccountId id) {
        MemoryAccount account = account(id);
        return account.account().terms().holds().keySet().stream()
                .map(hold -> account.hold(hold).orElseThrow().at(nowMillis(account)))
                .filter(hold -> hold.past().since().status() == HoldStatus.OPEN)
                .toList();
    }

    @Override
    public synchronized Terms terms(AccountId id) {
        MemoryAccount account = account(id);
        return account.settledAt(account.sequence(), nowMillis(account)).terms();
    }

    @Override
    public synchronized List<AccountId> due(long atMillis, int limit) {
        return accounts.entrySet().stream()
                .filter(one -> dueMillis(one.getValue()) <= atMillis)
                .sorted(Comparator.comparingLong(one -> dueMillis(one.getValue())))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized EntryPage entries(EntryQuery query) {
        return MemoryHistory.page(account(query.account()).entries().toList(), query);
    }

    @Override
    public synchronized List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay) {
        return MemoryHistory.days(account(account).entries().toList(), fromEpochDay, untilEpochDay);
    }

    @Override
    public synchronized AccountPage accounts(@Nullable String cursor, int limit) {
        if (cursor != null && !cursor.startsWith("after-")) {
            throw new IllegalArgumentException("no cursor of ours");
        }
        String after = cursor == null ? "" : cursor.substring("after-".length());
        List<AccountSummary> rest = accounts.keySet().stream()
                .filter(id -> id.value().compareTo(after) > 0)
                .map(id -> new AccountSummary(balance(id), HASH))
                .toList();
        List<AccountSummary> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean hasMore = rest.size() > page.size();
        String last = hasMore ? page.get(page.size() - 1).balance().account().value() : "";
        return new AccountPage(page, hasMore ? "after-" + last : null);
    }

    private Balance balance(AccountId id, long sequence, long atMillis) {
        return Balance.of(id, account(id).settledAt(sequence, atMillis), sequence, atMillis);
    }

    private static long dueMillis(MemoryAccount account) {
        return Due.firstMillis(account.account());
    }

    private long nowMillis(MemoryAccount account) {
        return Math.max(clock.getAsLong(), account.lastMillis());
    }

    private synchronized Position position() {
        return new Position(0, offset);
    }

    private MemoryAccount account(AccountId id) {
        return accounts.getOrDefault(id, new MemoryAccount(id));
    }
}
