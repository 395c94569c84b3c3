package ledger.streams.progress;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import ledger.AccountId;
import ledger.fold.Account;
import ledger.streams.rows.AccountRow;

/** What the commands of this instance have charged and granted, and what its accounts have. Thread-safe. */
public final class Credited {
    private final Map<Integer, PartitionCredits> open = new ConcurrentHashMap<>();
    private final LongAdder chargedMicros = new LongAdder();
    private final LongAdder grantedMicros = new LongAdder();

    Credited() {}

    /** What was charged since the start, micro-credits; refunds do not lower it. */
    public long chargedMicros() {
        return chargedMicros.sum();
    }

    /** What came in since the start: bought, given, refilled or given back; micro-credits. */
    public long grantedMicros() {
        return grantedMicros.sum();
    }

    /** The partitions of this instance. */
    public Collection<PartitionCredits> partitions() {
        return List.copyOf(open.values());
    }

    /** Whether all accounts of this instance were counted since it has them. */
    public boolean isComplete() {
        return !open.isEmpty() && open.values().stream().allMatch(PartitionCredits::isComplete);
    }

    /** What they have. */
    public CreditSums sums() {
        return open.values().stream().map(PartitionCredits::sums).reduce(CreditSums.NONE, CreditSums::plus);
    }

    /** Begins a partition, of which nothing is known. */
    public PartitionCredits opened(int partition) {
        PartitionCredits credits = new PartitionCredits(partition);
        open.put(partition, credits);
        return credits;
    }

    public void closed(int partition) {
        open.remove(partition);
    }

    /** Call before the row is written. */
    public void changed(PartitionCredits credits, AccountId account, AccountRow before, AccountRow after) {
        CreditSums sumsBefore = before.sequence() == 0 ? CreditSums.NONE : CreditSums.of(before.account());
        credits.changed(
                account, after.lastOffset(), CreditSums.of(after.account()).minus(sumsBefore));
    }

    /** Counts what a command has moved. Not called for what is folded again: that was counted when it was new. */
    public void moved(Account before, Account after) {
        chargedMicros.add(Math.max(0, used(after) - used(before)));
        grantedMicros.add(Math.max(0, issued(after) - issued(before)));
    }

    private static long used(Account account) {
        return account.used().micros();
    }

    /** All books sum to zero: what came in is what the user has, and what went out. */
    private static long issued(Account account) {
        return account.balanceMicros() + used(account) + account.expired().micros();
    }
}
