package ledger.streams.store;

import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Period;
import ledger.event.BudgetCount;
import ledger.event.Hold;
import ledger.event.Plan;
import ledger.event.Reason;
import ledger.event.Refill;
import ledger.event.ScheduledGrant;
import ledger.event.TermsChange;
import org.jspecify.annotations.Nullable;

/** Changes of an account's terms, each a tag and what it says. A tag is never used again. */
final class TermsChangeBytes {
    private static final int HOLD_OPENED = 1;
    private static final int HOLD_CLOSED = 2;
    private static final int SCHEDULED = 3;
    private static final int UNSCHEDULED = 4;
    private static final int LIMITS_CHANGED = 5;
    private static final int BUDGET_COUNTED = 6;
    private static final int PLAN_CHANGED = 7;
    private static final int ALERTS_CHANGED = 8;

    private TermsChangeBytes() {}

    static void write(RowWriter out, List<TermsChange> changes) {
        out.unsigned(changes.size());
        changes.forEach(change -> write(out, change));
    }

    static List<TermsChange> read(RowReader in) {
        List<TermsChange> changes = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            changes.add(readOne(in));
        }
        return changes;
    }

    // The instanceof chain is safe: what it does not know, it refuses to write.
    private static void write(RowWriter out, TermsChange change) {
        if (change instanceof TermsChange.HoldOpened opened) {
            out.octet(HOLD_OPENED);
            writeHold(out, opened.hold());
        } else if (change instanceof TermsChange.HoldClosed closed) {
            out.octet(HOLD_CLOSED);
            out.unsigned(closed.hold().sequence());
        } else if (change instanceof TermsChange.Scheduled scheduled) {
            out.octet(SCHEDULED);
            GrantBytes.write(out, scheduled.grant().terms());
            out.octet(scheduled.grant().reason().code());
            out.unsigned(scheduled.grant().effectiveAtMillis());
        } else if (change instanceof TermsChange.Unscheduled unscheduled) {
            out.octet(UNSCHEDULED);
            out.unsigned(unscheduled.grant().sequence());
        } else if (change instanceof TermsChange.LimitsChanged limits) {
            out.octet(LIMITS_CHANGED);
            LimitsBytes.write(out, limits.limits());
        } else if (change instanceof TermsChange.BudgetCounted counted) {
            out.octet(BUDGET_COUNTED);
            writeCount(out, counted.count());
        } else if (change instanceof TermsChange.PlanChanged plan) {
            out.octet(PLAN_CHANGED);
            writePlan(out, plan.plan());
        } else if (change instanceof TermsChange.AlertsChanged alerts) {
            out.octet(ALERTS_CHANGED);
            AlertBytes.write(out, alerts.rules());
        } else {
            throw new IllegalStateException("a change of terms without a tag: " + change);
        }
    }

    private static TermsChange readOne(RowReader in) {
        int tag = in.octet();
        return switch (tag) {
            case HOLD_OPENED -> new TermsChange.HoldOpened(readHold(in));
            case HOLD_CLOSED -> new TermsChange.HoldClosed(new HoldId(in.unsigned()));
            case SCHEDULED ->
                new TermsChange.Scheduled(
                        new ScheduledGrant(GrantBytes.read(in), Reason.ofCode(in.octet()), in.unsigned()));
            case UNSCHEDULED -> new TermsChange.Unscheduled(new GrantId(in.unsigned()));
            case LIMITS_CHANGED -> new TermsChange.LimitsChanged(LimitsBytes.read(in));
            case BUDGET_COUNTED -> new TermsChange.BudgetCounted(readCount(in));
            case PLAN_CHANGED -> new TermsChange.PlanChanged(readPlan(in));
            case ALERTS_CHANGED -> new TermsChange.AlertsChanged(AlertBytes.read(in));
            default -> throw new IllegalStateException("a stored row has a change of terms with unknown tag " + tag);
        };
    }

    static void writeHold(RowWriter out, Hold hold) {
        out.unsigned(hold.id().sequence());
        out.unsigned(hold.amount().micros());
        out.octet(hold.reason().code());
        out.unsigned(hold.createdAtMillis());
        out.unsigned(hold.expiresAtMillis() - hold.createdAtMillis());
    }

    static Hold readHold(RowReader in) {
        HoldId id = new HoldId(in.unsigned());
        Credits amount = new Credits(in.unsigned());
        Reason reason = Reason.ofCode(in.octet());
        long createdAtMillis = in.unsigned();
        return new Hold(id, amount, reason, createdAtMillis, createdAtMillis + in.unsigned());
    }

    static void writeCount(RowWriter out, BudgetCount count) {
        out.octet(count.window().code());
        out.signed(count.fromMillis());
        out.signed(count.untilMillis());
        out.unsigned(count.used().micros());
    }

    static BudgetCount readCount(RowReader in) {
        return new BudgetCount(Period.ofCode(in.octet()), in.signed(), in.signed(), new Credits(in.unsigned()));
    }

    private static void writePlan(RowWriter out, Plan plan) {
        out.text(plan.name());
        Refill refill = plan.refill();
        out.flag(refill != null);
        if (refill != null) {
            out.unsigned(refill.amount().micros());
            out.octet(refill.interval().code());
            Credits rollover = refill.rolloverLimit();
            out.unsigned(rollover == null ? 0 : rollover.micros() + 1);
        }
        out.unsigned(plan.anchorMillis());
        out.unsigned(plan.periods());
        GrantId grant = plan.grant();
        out.unsigned(grant == null ? 0 : grant.sequence());
    }

    private static Plan readPlan(RowReader in) {
        String name = in.text();
        Refill refill = in.flag() ? readRefill(in) : null;
        long anchorMillis = in.unsigned();
        long periods = in.unsigned();
        long grant = in.unsigned();
        return new Plan(name, refill, anchorMillis, periods, grant == 0 ? null : new GrantId(grant));
    }

    private static Refill readRefill(RowReader in) {
        Credits amount = new Credits(in.unsigned());
        Period interval = Period.ofCode(in.octet());
        long rollover = in.unsigned();
        @Nullable Credits limit = rollover == 0 ? null : new Credits(rollover - 1);
        return new Refill(amount, interval, limit);
    }
}
