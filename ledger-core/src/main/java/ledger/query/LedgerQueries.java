package ledger.query;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import ledger.AccountId;
import ledger.EntryId;
import ledger.HoldId;
import ledger.Position;
import ledger.account.Terms;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the fold knows. Thread-safe; every method answers from local stores in microseconds. All but those that say how
 * the instance is throw {@link ledger.UnavailableException}, or fail with it, while the account is not served here:
 * starting, catching up, or moved away.
 */
public interface LedgerQueries {
    /**
     * Why an instance should not be asked now.
     *
     * @param isStarting whether it has served nothing yet
     * @param reason for people
     */
    record NotReady(boolean isStarting, String reason) {}

    /** Whether this instance should be asked now. */
    boolean isReady();

    /** Why this instance should not be asked now; empty where it is ready. */
    default Optional<NotReady> whyNotReady() {
        return isReady() ? Optional.empty() : Optional.of(new NotReady(true, "the ledger is starting"));
    }

    /** Why this process should be ended and started again, for people; empty where it works. */
    default Optional<String> whyNotAlive() {
        return Optional.empty();
    }

    /** How far the account's partition is folded. What is read afterwards includes at least that. */
    Position position(AccountId account);

    /**
     * Waits, up to five seconds, until the fold has passed a position. Throws {@link IllegalArgumentException} for a
     * position that no log of this ledger has.
     */
    CompletionStage<Void> folded(Position position);

    /** Waits, up to five seconds, until statistics of the account include all that its balance includes now. */
    CompletionStage<Void> derived(AccountId account);

    /** What the user has now; zeros for a user never seen. */
    Balance balance(AccountId account);

    /** What the user had at a time, inclusive, epoch milliseconds. */
    Balance balanceAt(AccountId account, long atMillis);

    /** One entry; empty where the account has none of that id. */
    Optional<Entry> entry(EntryId id);

    /** One hold, open or not; empty where the account never had it. */
    Optional<HoldRecord> hold(AccountId account, HoldId hold);

    /** The open holds of an account, oldest first. */
    List<HoldRecord> holds(AccountId account);

    /** Overdraft, budgets, plan and alert rules of an account, as they are now. */
    Terms terms(AccountId account);

    /** Accounts of which something is due at a time, first due first, so many of each partition that is served here. */
    List<AccountId> due(long atMillis, int perPartition);

    /** A page of history. Throws {@link TooManyRowsException} where it would have to read too much. */
    EntryPage entries(EntryQuery query);

    /** The days of the period on which the user did something, in order; both ends inclusive. */
    List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay);

    /**
     * A page of all accounts of this instance, {@code limit} at most. Throws {@link IllegalArgumentException} for a
     * cursor that {@link AccountPage} did not give.
     */
    AccountPage accounts(@Nullable String cursor, int limit);
}
