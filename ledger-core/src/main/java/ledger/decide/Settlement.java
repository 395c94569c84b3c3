package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import ledger.Credits;
import ledger.GrantId;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.Milestone;
import ledger.account.Plan;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.ScheduledGrant;
import ledger.account.TransactionType;
import ledger.event.Booking;
import ledger.event.GrantActivated;
import ledger.event.GrantExpired;
import ledger.event.HoldExpired;
import ledger.event.LedgerEvent;
import ledger.event.PlanRefilled;
import ledger.fold.Account;
import org.jspecify.annotations.Nullable;

/** Settles what is due in an account, one event after the other. It cannot be refused, so it always fits. */
public final class Settlement {
    private final List<DecidedEvent> events = new ArrayList<>();
    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Due.ORDER);
    private final long untilMillis;
    private Account account;
    private long nextSequence;

    private Settlement(Account account, long nextSequence, long untilMillis) {
        this.account = account;
        this.nextSequence = nextSequence;
        this.untilMillis = untilMillis;
    }

    /**
     * The account as it is at a time, whether a command has settled it or not.
     *
     * @param sequence of its last event
     * @param atMillis the time, inclusive, epoch milliseconds
     */
    public static Account settled(Account account, long sequence, long atMillis) {
        if (Due.firstMillis(account) > atMillis) {
            return account;
        }
        Settlement settlement = new Settlement(account, sequence + 1, atMillis);
        settlement.run(Integer.MAX_VALUE);
        return settlement.account;
    }

    /** The events that are due, at most so many. */
    static List<DecidedEvent> events(Account account, long nextSequence, long untilMillis, int stepsMax) {
        if (Due.firstMillis(account) > untilMillis) {
            return List.of();
        }
        Settlement settlement = new Settlement(account, nextSequence, untilMillis);
        settlement.run(stepsMax);
        return settlement.events;
    }

    private void run(int stepsMax) {
        Due.forEach(account, this::await);
        while (!waiting.isEmpty() && events.size() < stepsMax) {
            waiting.remove().settling().accept(this);
        }
    }

    private void await(Due due) {
        if (due.atMillis() <= untilMillis) {
            waiting.add(due);
        }
    }

    private void add(LedgerEvent event, long atMillis) {
        account = account.evolve(event, atMillis);
        events.add(new DecidedEvent(event, atMillis, account));
        nextSequence++;
        event.postings().forEach(this::awaitEnd);
    }

    /** A grant that got something may be over as well, or soon. */
    private void awaitEnd(Posting posting) {
        if (posting.target() instanceof Book.Available filled) {
            Grant grant = account.grants().get(filled.grant());
            if (grant != null && Due.ends(account, grant)) {
                await(Due.end(grant));
            }
        }
    }

    void expire(Hold hold) {
        long atMillis = hold.expiresAtMillis();
        PostingDraft draft = new PostingDraft(account, atMillis);
        account.heldBy(hold.id()).forEach(draft::release);
        add(new HoldExpired(hold.id(), draft.postings(), new Budgets(account, atMillis).without(hold)), atMillis);
    }

    void expire(Grant grant) {
        if (Due.ends(account, grant)) {
            add(expired(grant.id(), account.remaining(grant.id())), grant.expiresAtMillis());
        }
    }

    /** What is left of a grant is lost. */
    static LedgerEvent expired(GrantId grant, Credits amount) {
        return new GrantExpired(expiry(grant, amount), grant);
    }

    private static Booking expiry(GrantId grant, Credits amount) {
        return new Booking(
                TransactionType.EXPIRATION,
                Reason.GRANT_EXPIRED,
                -amount.micros(),
                PostingDraft.single(new Book.Available(grant), new Book.Expired(), amount),
                List.of(),
                List.of(),
                Note.NONE);
    }

    void activate(ScheduledGrant scheduled) {
        Grant terms = scheduled.terms();
        PostingDraft draft = new PostingDraft(account, scheduled.effectiveAtMillis());
        Credits amount = draft.issue(terms, terms.granted());
        List<Milestone> milestones =
                Milestone.isRefill(terms.type(), scheduled.reason()) ? List.of(Milestone.REFILLED) : List.of();
        Booking booking = draft.booking(terms.type(), scheduled.reason(), amount.micros(), milestones, Note.NONE);
        add(new GrantActivated(booking, terms.id()), scheduled.effectiveAtMillis());
    }

    /**
     * What may not roll over expires first, as an event of its own; then the period is paid. Of periods that nobody
     * settled, the last {@link Bounds#PLAN_PERIODS_MAX} are.
     */
    void pay(Plan plan) {
        Refill refill = plan.refill();
        if (refill == null) {
            throw new IllegalStateException("a plan without a refill is never due");
        }
        long oldest = refill.interval().begun(plan.anchorMillis(), untilMillis) - Bounds.PLAN_PERIODS_MAX;
        if (plan.periods() < oldest) {
            await(Due.pay(new Plan(plan.name(), refill, plan.anchorMillis(), oldest, plan.grant())));
            return;
        }
        long atMillis = plan.nextRefillMillis();
        GrantId last = plan.grant();
        Credits left = last == null ? Credits.ZERO : account.remaining(last);
        Credits kept = refill.rolloverLimit() == null ? left : left.min(refill.rolloverLimit());
        if (last != null && kept.compareTo(left) < 0) {
            add(expired(last, left.minus(kept)), atMillis);
        }
        PlanRefilled refilled = refilled(plan, refill, atMillis, last, kept);
        add(refilled, atMillis);
        await(Due.pay(refilled.plan()));
    }

    private PlanRefilled refilled(Plan plan, Refill refill, long atMillis, @Nullable GrantId last, Credits kept) {
        long endMillis = refill.rolloverLimit() == null ? Grant.NEVER : plan.refillMillis(plan.periods() + 1);
        Grant grant = new Grant(
                new GrantId(nextSequence),
                TransactionType.REFILL,
                refill.amount().plus(kept),
                Grant.PRIORITY_DEFAULT,
                endMillis,
                atMillis);
        PostingDraft draft = new PostingDraft(account, atMillis);
        Credits paid = draft.issue(grant, refill.amount());
        if (last != null && kept.isPositive()) {
            draft.moveOn(last, grant, kept);
        }
        Booking booking = draft.booking(
                TransactionType.REFILL,
                Reason.SUBSCRIPTION_REFILL,
                paid.micros(),
                List.of(Milestone.REFILLED),
                Note.NONE);
        Plan after = new Plan(plan.name(), refill, plan.anchorMillis(), plan.periods() + 1, grant.id());
        return new PlanRefilled(booking, after);
    }
}
