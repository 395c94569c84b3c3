package ledger.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.HoldId;
import ledger.command.CaptureHold;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.LedgerCommand;
import ledger.command.LedgerCommand.ChargeUsage;
import ledger.command.LedgerCommand.DeductCredits;
import ledger.command.LedgerCommand.GrantCredits;
import ledger.command.LedgerCommand.RefundEntry;
import ledger.command.LedgerCommand.SpendCredits;
import ledger.command.PlaceHold;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetLimits;
import ledger.command.VoidHold;

/** Another ledger of one account: buckets and lists, no books, no events. It knows no plans and no budgets. */
final class NaiveLedger {
    private static final long NEVER = Long.MAX_VALUE;

    long debt;
    long used;
    long expired;
    long granted;
    long takenBack;
    long overdraftLimit;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Map<Long, Reserve> reserves = new LinkedHashMap<>();
    private final Map<Long, Spent> spends = new LinkedHashMap<>();
    private final Map<Long, Bucket> purchases = new LinkedHashMap<>();
    private long sequence;
    private long now;

    private static final class Bucket {
        long id;
        boolean isPaid;
        int priority = 100;
        long begins;
        long ends = NEVER;
        boolean isPending;
        boolean isKnown;
        long size;
        long left;
        long lost;
        long reversed;
    }

    /** What was taken of which bucket; none is what was owed or overdrawn. */
    private record Slice(long bucket, long amount) {}

    private static final class Reserve {
        long ends;
        final List<Slice> slices = new ArrayList<>();
    }

    private static final class Spent {
        final List<Slice> slices = new ArrayList<>();
        long refunded;
    }

    long held() {
        return reserves.values().stream()
                .flatMap(reserve -> reserve.slices.stream())
                .mapToLong(Slice::amount)
                .sum();
    }

    private long overdrawn() {
        return reserves.values().stream()
                .flatMap(reserve -> reserve.slices.stream())
                .filter(slice -> slice.bucket == 0)
                .mapToLong(Slice::amount)
                .sum();
    }

    long balance() {
        return buckets.stream().mapToLong(bucket -> bucket.left).sum() + held() - overdrawn() - debt;
    }

    long available() {
        return balance() - held() + overdraftLimit;
    }

    /** Returns whether the command is accepted. */
    boolean take(LedgerCommand command, long timeMillis) {
        settle(timeMillis);
        if (command instanceof ExpireDue) {
            return true;
        }
        now = timeMillis;
        sequence++;
        boolean accepted = decide(command);
        settle(timeMillis);
        return accepted;
    }

    private boolean decide(LedgerCommand command) {
        if (command instanceof GrantCredits grant) {
            return grant(grant);
        } else if (command instanceof SpendCredits spend) {
            return spend(spend.amount().micros(), false);
        } else if (command instanceof DeductCredits deduct) {
            return deduct(deduct.amount().micros());
        } else if (command instanceof ChargeUsage charge) {
            return charge(charge);
        } else if (command instanceof PlaceHold place) {
            return place(amount(place.cost()), place.expiresInSeconds());
        } else if (command instanceof CaptureHold capture) {
            return capture(capture.hold().sequence(), amount(capture.cost()));
        } else if (command instanceof VoidHold hold) {
            return release(hold.hold().sequence());
        } else if (command instanceof RefundEntry refund) {
            return refund(refund);
        } else if (command instanceof RevokeGrant revoke) {
            return revoke(revoke.grant().sequence());
        } else if (command instanceof ReverseEntry reverse) {
            return reverse(reverse.entry().sequence());
        }
        overdraftLimit =
                Objects.requireNonNull(((SetLimits) command).overdraft()).micros();
        return true;
    }

    private boolean grant(GrantCredits command) {
        Bucket bucket = new Bucket();
        bucket.id = sequence;
        bucket.isPaid = command.type().isPaid();
        bucket.priority = command.terms().priority();
        Long begins = command.terms().effectiveAtMillis();
        Long ends = command.terms().expiresAtMillis();
        bucket.begins = begins == null ? now : begins;
        bucket.ends = ends == null ? NEVER : ends;
        bucket.size = command.amount().micros();
        bucket.isPending = bucket.begins > now;
        bucket.isKnown = bucket.isPending;
        buckets.add(bucket);
        if (!bucket.isPending) {
            fill(bucket);
            purchases.put(sequence, bucket);
        }
        return true;
    }

    private void fill(Bucket bucket) {
        granted += bucket.size;
        bucket.left = pay(bucket.size);
        bucket.isKnown |= bucket.left > 0;
    }

    private long pay(long amount) {
        long part = Math.min(debt, amount);
        debt -= part;
        return amount - part;
    }

    private boolean spend(long amount, boolean allowDebt) {
        if (amount > available() && amount > 0 && !allowDebt) {
            return false;
        }
        Spent spent = new Spent();
        long missing = burn(amount, spent.slices);
        debt += missing;
        spent.slices.add(new Slice(0, missing));
        used += amount;
        spends.put(sequence, spent);
        return true;
    }

    private boolean deduct(long amount) {
        if (amount > available()) {
            return false;
        }
        debt += burn(amount, new ArrayList<>());
        takenBack += amount;
        return true;
    }

    private boolean charge(ChargeUsage charge) {
        long cost = Objects.requireNonNull(charge.quote()).total().micros();
        HoldId hold = charge.hold();
        if (hold != null && reserves.containsKey(hold.sequence())) {
            return capture(hold.sequence(), cost);
        }
        return spend(cost, charge.allowDebt());
    }

    private boolean place(long amount, long seconds) {
        if (amount > available()) {
            return false;
        }
        Reserve reserve = new Reserve();
        reserve.ends = now + seconds * 1_000;
        long missing = burn(amount, reserve.slices);
        if (missing > 0) {
            reserve.slices.add(new Slice(0, missing));
        }
        reserves.put(sequence, reserve);
        return true;
    }

    private boolean capture(long hold, long amount) {
        Reserve reserve = reserves.remove(hold);
        if (reserve == null) {
            return false;
        }
        Spent spent = new Spent();
        long left = amount;
        long overdrawn = 0;
        List<Slice> unused = new ArrayList<>();
        for (Slice slice : reserve.slices) {
            long part = Math.min(slice.amount, left);
            left -= part;
            spent.slices.add(new Slice(slice.bucket, part));
            overdrawn += slice.bucket == 0 ? part : 0;
            unused.add(new Slice(slice.bucket, slice.amount - part));
        }
        debt += burn(overdrawn, new ArrayList<>());
        long missing = burn(left, spent.slices);
        debt += missing;
        spent.slices.add(new Slice(0, missing));
        unused.forEach(slice -> giveBack(slice, now));
        used += amount;
        spends.put(sequence, spent);
        return true;
    }

    private boolean release(long hold) {
        Reserve reserve = reserves.remove(hold);
        if (reserve == null) {
            return false;
        }
        reserve.slices.forEach(slice -> giveBack(slice, now));
        return true;
    }

    private void giveBack(Slice slice, long atMillis) {
        if (slice.bucket != 0) {
            Bucket bucket = bucket(slice.bucket);
            bucket.left += bucket.ends <= atMillis ? slice.amount : pay(slice.amount);
        }
    }

    private boolean refund(RefundEntry refund) {
        Spent spent = spends.get(refund.entry().sequence());
        if (spent == null) {
            return false;
        }
        long total = spent.slices.stream().mapToLong(Slice::amount).sum();
        long rest = total - spent.refunded;
        long amount = refund.amount() == null ? rest : refund.amount().micros();
        if (amount == 0 || amount > rest) {
            return false;
        }
        long skip = spent.refunded;
        long left = amount;
        for (int i = spent.slices.size() - 1; i >= 0; i--) {
            Slice slice = spent.slices.get(i);
            long before = Math.min(slice.amount, skip);
            long part = Math.min(slice.amount - before, left);
            skip -= before;
            left -= part;
            Bucket bucket = slice.bucket == 0 ? fresh() : bucket(slice.bucket);
            bucket.left += pay(part);
            bucket.isKnown |= bucket.left > 0;
        }
        spent.refunded += amount;
        granted += amount;
        return true;
    }

    private Bucket fresh() {
        for (Bucket bucket : buckets) {
            if (bucket.id == sequence) {
                return bucket;
            }
        }
        Bucket bucket = new Bucket();
        bucket.id = sequence;
        buckets.add(bucket);
        return bucket;
    }

    private boolean revoke(long id) {
        Bucket bucket = buckets.stream().filter(one -> one.id == id).findFirst().orElse(null);
        // What all went to pay debt was never a grant.
        if (bucket == null || !bucket.isKnown) {
            return false;
        }
        boolean isHeld = reserves.values().stream()
                .flatMap(reserve -> reserve.slices.stream())
                .anyMatch(slice -> slice.bucket == id);
        if (bucket.left > 0 || isHeld) {
            bucket.ends = Math.min(bucket.ends, now);
        }
        bucket.isPending = false;
        bucket.lost += bucket.left;
        takenBack += bucket.left;
        bucket.left = 0;
        return true;
    }

    private boolean reverse(long entry) {
        Bucket bucket = purchases.get(entry);
        if (bucket == null || !bucket.isPaid) {
            return false;
        }
        long amount = bucket.size - bucket.reversed - Math.min(bucket.lost, bucket.size - bucket.reversed);
        if (amount <= 0) {
            return false;
        }
        bucket.reversed += amount;
        long own = Math.min(bucket.left, amount);
        bucket.left -= own;
        debt += burn(amount - own, new ArrayList<>());
        takenBack += amount;
        return true;
    }

    private long burn(long amount, List<Slice> slices) {
        List<Bucket> order = new ArrayList<>(buckets);
        order.sort(Comparator.<Bucket>comparingInt(bucket -> bucket.priority)
                .thenComparingLong(bucket -> bucket.ends)
                .thenComparing(bucket -> bucket.isPaid)
                .thenComparingLong(bucket -> bucket.id));
        long left = amount;
        for (Bucket bucket : order) {
            long part = Math.min(bucket.left, left);
            bucket.left -= part;
            left -= part;
            if (part > 0) {
                slices.add(new Slice(bucket.id, part));
            }
        }
        return left;
    }

    /** Looks for the earliest thing due, over and over. */
    private void settle(long until) {
        while (true) {
            long at = NEVER;
            long id = NEVER;
            for (Map.Entry<Long, Reserve> reserve : reserves.entrySet()) {
                if (isEarlier(reserve.getValue().ends, reserve.getKey(), at, id)) {
                    at = reserve.getValue().ends;
                    id = reserve.getKey();
                }
            }
            for (Bucket bucket : buckets) {
                long due = bucket.isPending ? bucket.begins : bucket.left > 0 ? bucket.ends : NEVER;
                if (isEarlier(due, bucket.id, at, id)) {
                    at = due;
                    id = bucket.id;
                }
            }
            if (at > until || at == NEVER) {
                return;
            }
            sequence++;
            settleOne(id, at);
        }
    }

    private static boolean isEarlier(long due, long id, long at, long atId) {
        return due < at || (due == at && due != NEVER && id < atId);
    }

    private void settleOne(long id, long at) {
        Reserve reserve = reserves.remove(id);
        if (reserve != null) {
            reserve.slices.forEach(slice -> giveBack(slice, at));
            return;
        }
        Bucket bucket = bucket(id);
        if (bucket.isPending) {
            bucket.isPending = false;
            fill(bucket);
            purchases.put(sequence, bucket);
        } else {
            expired += bucket.left;
            bucket.lost += bucket.left;
            bucket.left = 0;
        }
    }

    private Bucket bucket(long id) {
        return buckets.stream().filter(bucket -> bucket.id == id).findFirst().orElseThrow();
    }

    private static long amount(Cost cost) {
        return ((Cost.Named) cost).amount().micros();
    }
}
