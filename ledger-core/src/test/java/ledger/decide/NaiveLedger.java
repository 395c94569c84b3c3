package ledger.decide;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import ledger.Credits;
import ledger.HoldId;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.Cost;
import ledger.command.DeductCredits;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.command.VoidHold;
import org.jspecify.annotations.Nullable;

/** Another ledger of one account: buckets and lists, no books, no events. */
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
    final NaiveBudgets budgets = new NaiveBudgets();
    final NaiveAlerts alerts = new NaiveAlerts();
    private final Set<String> referred = new HashSet<>();
    private boolean isWelcomed;
    private @Nullable Subscription plan;
    private long sequence;
    private long now;

    private static final class Bucket {
        long id;
        boolean isPaid;
        int priority = 100;
        long begins;
        long ends = NEVER;
        long meantToEnd;
        boolean isPending;
        boolean isKnown;
        long size;
        long left;
        long lost;
        long reversed;
    }

    private static final class Subscription {
        @Nullable
        Refill refill;

        long anchor;
        int paid;
        long bucket;

        long next() {
            if (refill == null) {
                return NEVER;
            }
            OffsetDateTime begin = Instant.ofEpochMilli(anchor).atOffset(ZoneOffset.UTC);
            OffsetDateTime next = switch (refill.interval()) {
                case DAY -> begin.plusDays(paid);
                case WEEK -> begin.plusWeeks(paid);
                case MONTH -> begin.plusMonths(paid);
            };
            return next.toInstant().toEpochMilli();
        }
    }

    /** What was taken of which bucket; none is what was owed or overdrawn. */
    private record Slice(long bucket, long amount) {}

    private static final class Reserve {
        long begins;
        long ends;
        final List<Slice> slices = new ArrayList<>();

        long total() {
            return slices.stream().mapToLong(Slice::amount).sum();
        }
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
        alerts.look(this, now, due().at);
        settle(timeMillis);
        return accepted;
    }

    /** The buckets that have something left or held. */
    Set<Long> live() {
        Set<Long> live = new HashSet<>();
        buckets.stream().filter(bucket -> bucket.left > 0).forEach(bucket -> live.add(bucket.id));
        reserves.values().forEach(reserve -> reserve.slices.forEach(slice -> live.add(slice.bucket)));
        live.remove(0L);
        return live;
    }

    long sizeOf(Set<Long> ids) {
        return ids.stream().mapToLong(id -> bucket(id).size).sum();
    }

    long leftOf(Set<Long> ids) {
        return ids.stream().mapToLong(id -> bucket(id).left).sum();
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
        } else if (command instanceof SetPlan set) {
            return subscribe(set.refill());
        } else if (command instanceof SetAlerts set) {
            alerts.set(set.rules().rules());
            return true;
        }
        return limit((SetLimits) command);
    }

    private boolean subscribe(@Nullable Refill refill) {
        if (plan != null && refill != null && refill.equals(plan.refill)) {
            return true;
        }
        plan = new Subscription();
        plan.refill = refill;
        plan.anchor = now;
        return true;
    }

    private boolean limit(SetLimits command) {
        overdraftLimit = command.overdraft() == null
                ? overdraftLimit
                : command.overdraft().micros();
        if (command.budgets() != null) {
            List<NaiveBudgets.Use> held = new ArrayList<>();
            reserves.forEach((id, reserve) -> held.add(new NaiveBudgets.Use(reserve.begins, reserve.total(), id)));
            budgets.set(command.budgets(), now, held);
        }
        return true;
    }

    private boolean grant(GrantCredits command) {
        boolean isWelcome = command.reason() == Reason.WELCOME_BONUS;
        if ((isWelcome && isWelcomed)
                || (command.referredUserId() != null && !referred.add(command.referredUserId()))) {
            return false;
        }
        isWelcomed |= isWelcome;
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
        if (!allowDebt && amount > 0 && (amount > available() || budgets.refuse(amount, now))) {
            return false;
        }
        budgets.add(new NaiveBudgets.Use(now, amount, 0));
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
        if (amount > available() || budgets.refuse(amount, now)) {
            return false;
        }
        budgets.add(new NaiveBudgets.Use(now, amount, sequence));
        Reserve reserve = new Reserve();
        reserve.begins = now;
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
        budgets.release(hold);
        budgets.add(new NaiveBudgets.Use(now, amount, 0));
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
        budgets.release(hold);
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
            long back = pay(part);
            if (back > 0) {
                Bucket bucket = returned(slice, refund.regrantDays());
                bucket.left += back;
                bucket.size += bucket.id == sequence ? back : 0;
                bucket.isKnown = true;
            }
        }
        spent.refunded += amount;
        granted += amount;
        return true;
    }

    private Bucket returned(Slice slice, @Nullable Integer regrantDays) {
        if (slice.bucket == 0) {
            return fresh(NEVER);
        }
        Bucket source = bucket(slice.bucket);
        if (source.meantToEnd > 0 && !live().contains(source.id)) {
            // That it was revoked is known of a grant that is over by what was lost of it.
            source.ends = source.lost == 0 ? source.meantToEnd : Math.min(source.meantToEnd, now);
        }
        return source.ends > now || regrantDays == null ? source : fresh(now + regrantDays * 86_400_000L);
    }

    /** One bucket for all that a refund cannot return; the first of it says when it ends. */
    private Bucket fresh(long ends) {
        for (Bucket bucket : buckets) {
            if (bucket.id == sequence) {
                return bucket;
            }
        }
        Bucket bucket = new Bucket();
        bucket.id = sequence;
        bucket.ends = ends;
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
            bucket.meantToEnd = bucket.ends;
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

    private void settle(long until) {
        for (Next next = due(); next.at <= until && next.at != NEVER; next = due()) {
            settleOne(next);
        }
    }

    private record Next(long at, long id) {
        Next orEarlier(long otherAt, long otherId) {
            return otherAt < at || (otherAt == at && otherId < id) ? new Next(otherAt, otherId) : this;
        }
    }

    /** The earliest thing due, the oldest of a moment; a plan pays after everything else. */
    private Next due() {
        Next next = new Next(NEVER, NEVER);
        for (Map.Entry<Long, Reserve> reserve : reserves.entrySet()) {
            next = next.orEarlier(reserve.getValue().ends, reserve.getKey());
        }
        for (Bucket bucket : buckets) {
            // What a plan paid ends when the plan pays again, which says how much of it rolls over.
            boolean endsWithPlan = plan != null && plan.bucket == bucket.id && bucket.ends == plan.next();
            boolean ends = bucket.left > 0 && !endsWithPlan;
            next = next.orEarlier(bucket.isPending ? bucket.begins : ends ? bucket.ends : NEVER, bucket.id);
        }
        return plan == null ? next : next.orEarlier(plan.next(), NEVER - 1);
    }

    private void settleOne(Next next) {
        sequence++;
        Reserve reserve = reserves.remove(next.id);
        if (reserve != null) {
            budgets.release(next.id);
            reserve.slices.forEach(slice -> giveBack(slice, next.at));
        } else if (next.id == NEVER - 1) {
            refill(Objects.requireNonNull(plan), next.at);
        } else if (bucket(next.id).isPending) {
            Bucket bucket = bucket(next.id);
            bucket.isPending = false;
            fill(bucket);
            purchases.put(sequence, bucket);
        } else {
            expire(bucket(next.id), bucket(next.id).left);
        }
        alerts.look(this, next.at, due().at);
    }

    private void refill(Subscription subscription, long at) {
        Refill refill = Objects.requireNonNull(subscription.refill);
        long kept = 0;
        if (subscription.bucket != 0) {
            Bucket last = bucket(subscription.bucket);
            Credits limit = refill.rolloverLimit();
            kept = limit == null ? last.left : Math.min(last.left, limit.micros());
            if (last.left > kept) {
                expire(last, last.left - kept);
                alerts.look(this, at, at);
                sequence++;
            }
            last.left = 0;
        }
        Bucket bucket = new Bucket();
        bucket.id = sequence;
        bucket.size = refill.amount().micros();
        bucket.isKnown = true;
        buckets.add(bucket);
        fill(bucket);
        bucket.size += kept;
        bucket.left += pay(kept);
        subscription.paid++;
        subscription.bucket = bucket.id;
        bucket.ends = refill.rolloverLimit() == null ? NEVER : subscription.next();
    }

    private void expire(Bucket bucket, long amount) {
        expired += amount;
        bucket.lost += amount;
        bucket.left -= amount;
    }

    private Bucket bucket(long id) {
        return buckets.stream().filter(bucket -> bucket.id == id).findFirst().orElseThrow();
    }

    private static long amount(Cost cost) {
        return cost.total().micros();
    }
}
