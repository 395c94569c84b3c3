package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import ledger.command.CaptureHold;
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
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.VoidHold;
import ledger.event.AlertsSet;
import ledger.event.LedgerEvent;
import ledger.fold.Account;

/**
 * Every rule of the ledger. Pure: the same rules, command, account, time and history give the same decision. Whether
 * the command's key is new was settled before.
 */
public final class Decider implements LedgerCommand.Handler<LedgerEvent> {
    private final Case matter;

    private Decider(Case matter) {
        this.matter = matter;
    }

    /**
     * Decides one command: settles what was due before it, decides it, and settles what fell due by it, such as credits
     * that went back to a grant whose time is over.
     *
     * @param rules in force at the command's position
     * @param command what is asked
     * @param account of whom, as it stands
     * @param nextSequence what the first event will have, one above the account's last
     * @param nowMillis the time of the command in the log, as {@link Rules#nowMillis} says, epoch milliseconds
     * @param past the account's history
     */
    public static Decision decide(
            Rules rules, LedgerCommand command, Account account, long nextSequence, long nowMillis, Past past) {
        if (command instanceof ExpireDue) {
            return sweep(account, nextSequence, nowMillis);
        }
        List<Step> steps = Settlement.steps(account, nextSequence, nowMillis, Integer.MAX_VALUE);
        Account settled =
                steps.isEmpty() ? account : steps.get(steps.size() - 1).account();
        long sequence = nextSequence + steps.size();
        Past known = steps.isEmpty() ? past : new SettledPast(past, steps);
        LedgerEvent event = command.accept(new Decider(new Case(rules, settled, sequence, nowMillis, known)));
        Step own = new Step(event, null, settled.evolve(event, nowMillis));
        List<Step> after = Settlement.steps(own.account(), sequence + 1, nowMillis, Integer.MAX_VALUE);
        if (steps.isEmpty() && after.isEmpty()) {
            return new Decision(account, List.of(own), false);
        }
        List<Step> all = new ArrayList<>(steps);
        all.add(own);
        all.addAll(after);
        return new Decision(account, all, false);
    }

    private static Decision sweep(Account account, long nextSequence, long nowMillis) {
        List<Step> steps = Settlement.steps(account, nextSequence, nowMillis, Bounds.SWEEP_STEPS_MAX);
        Decision decision = new Decision(account, steps, false);
        return Due.firstMillis(decision.account()) <= nowMillis ? new Decision(account, steps, true) : decision;
    }

    @Override
    public LedgerEvent on(GrantCredits command) {
        return new Granting(matter).grant(command);
    }

    @Override
    public LedgerEvent on(DeductCredits command) {
        return new Spending(matter).deduct(command);
    }

    @Override
    public LedgerEvent on(SpendCredits command) {
        return new Spending(matter).spend(command);
    }

    @Override
    public LedgerEvent on(ChargeUsage command) {
        return new Spending(matter).charge(command);
    }

    @Override
    public LedgerEvent on(RefundEntry command) {
        return new Refunding(matter).refund(command);
    }

    @Override
    public LedgerEvent on(PlaceHold command) {
        return new Holding(matter).place(command);
    }

    @Override
    public LedgerEvent on(CaptureHold command) {
        return new Capturing(matter).capture(command);
    }

    @Override
    public LedgerEvent on(VoidHold command) {
        return new Holding(matter).release(command);
    }

    @Override
    public LedgerEvent on(ExpireDue command) {
        throw new IllegalStateException("a sweeper's command comes to nothing of its own");
    }

    @Override
    public LedgerEvent on(RevokeGrant command) {
        return new Granting(matter).revoke(command);
    }

    @Override
    public LedgerEvent on(ReverseEntry command) {
        return new Refunding(matter).reverse(command);
    }

    @Override
    public LedgerEvent on(SetPlan command) {
        return new Arranging(matter).plan(command);
    }

    @Override
    public LedgerEvent on(SetLimits command) {
        return new Arranging(matter).limits(command);
    }

    @Override
    public LedgerEvent on(SetAlerts command) {
        return new AlertsSet(command.rules());
    }
}
