package ledger.api.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.AccountId;
import ledger.EntryId;
import ledger.HoldId;
import ledger.Position;
import ledger.account.Terms;
import ledger.fold.Account;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.query.AccountPage;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;

/** Queries of a ledger in which nothing ever happened. */
record FixedQueries(Position position) implements LedgerQueries {
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public Position position(AccountId account) {
        return position;
    }

    @Override
    public CompletionStage<Void> folded(Position awaited) {
        if (awaited.partition() != position.partition()) {
            throw new IllegalArgumentException("no such partition");
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> derived(AccountId account) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Balance balance(AccountId account) {
        return Balance.of(account, Account.EMPTY, 0, 0);
    }

    @Override
    public Balance balanceAt(AccountId account, long atMillis) {
        return Balance.of(account, Account.EMPTY, 0, atMillis);
    }

    @Override
    public Optional<Entry> entry(EntryId id) {
        return Optional.empty();
    }

    @Override
    public Optional<HoldRecord> hold(AccountId account, HoldId hold) {
        return Optional.empty();
    }

    @Override
    public List<HoldRecord> holds(AccountId account) {
        return List.of();
    }

    @Override
    public Terms terms(AccountId account) {
        return Terms.NONE;
    }

    @Override
    public List<AccountId> due(long atMillis, int limit) {
        return List.of();
    }

    @Override
    public EntryPage entries(EntryQuery query) {
        return new EntryPage(List.of(), 0L, null, false);
    }

    @Override
    public List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay) {
        return List.of();
    }

    @Override
    public AccountPage accounts(@org.jspecify.annotations.Nullable String cursor, int limit) {
        return new AccountPage(List.of(), null);
    }
}
