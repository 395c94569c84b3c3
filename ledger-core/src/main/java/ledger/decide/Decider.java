package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
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
import ledger.fold.Account;

/**
 * Every rule of the ledger. Pure: the same rules, command, account, time and history give the same decision. Whether
 * the command's key is new was settled before.
 */
public final class Decider implements LedgerCommand.Handler<Step> {
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
        long dueMillis = Due.firstMillis(account);
        if (command instanceof ExpireDue) {
            return sweep(account, dueMillis, nextSequence, nowMillis);
        }
        if (dueMillis > nowMillis) {
            Step own = command.accept(new Decider(new Case(rules, account, nextSequence, nowMillis, past)));
            return Decision.of(account, dueMillis, List.of(own), nextSequence + 1, nowMillis);
        }
        List<Step> steps = Settlement.steps(account, nextSequence, nowMillis, Integer.MAX_VALUE);
        Account settled =
                steps.isEmpty() ? account : steps.get(steps.size() - 1).account();
        long sequence = nextSequence + steps.size();
        Past known = new SettledPast(past, steps);
        List<Step> all = new ArrayList<>(steps);
        all.add(command.accept(new Decider(new Case(rules, settled, sequence, nowMillis, known))));
        return Decision.of(account, dueMillis, all, sequence + 1, nowMillis);
    }

    private static Decision sweep(Account account, long dueMillis, long nextSequence, long nowMillis) {
        return dueMillis > nowMillis
                ? new Decision(account, List.of(), dueMillis, dueMillis, nowMillis)
                : Decision.of(
                        account,
                        dueMillis,
                        Settlement.steps(account, nextSequence, nowMillis, Bounds.SWEEP_STEPS_MAX),
                        nowMillis);
    }

    @Override
    public Step on(GrantCredits command) {
        return new Granting(matter).grant(command);
    }

    @Override
    public Step on(DeductCredits command) {
        return new Spending(matter).deduct(command);
    }

    @Override
    public Step on(SpendCredits command) {
        return new Spending(matter).spend(command);
    }

    @Override
    public Step on(ChargeUsage command) {
        return new Spending(matter).charge(command);
    }

    @Override
    public Step on(RefundEntry command) {
        return new Refunding(matter).refund(command);
    }

    @Override
    public Step on(PlaceHold command) {
        return new Holding(matter).place(command);
    }

    @Override
    public Step on(CaptureHold command) {
        return new Capturing(matter).capture(command);
    }

    @Override
    public Step on(VoidHold command) {
        return new Holding(matter).release(command);
    }

    @Override
    public Step on(ExpireDue command) {
        throw new IllegalStateException("a sweeper's command comes to nothing of its own");
    }

    @Override
    public Step on(RevokeGrant command) {
        return new Granting(matter).revoke(command);
    }

    @Override
    public Step on(ReverseEntry command) {
        return new Refunding(matter).reverse(command);
    }

    @Override
    public Step on(SetPlan command) {
        return new Arranging(matter).plan(command);
    }

    @Override
    public Step on(SetLimits command) {
        return new Arranging(matter).limits(command);
    }

    @Override
    public Step on(SetAlerts command) {
        return new Arranging(matter).alerts(command);
    }
}
