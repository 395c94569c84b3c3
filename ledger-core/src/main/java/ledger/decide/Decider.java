package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.CloseAccount;
import ledger.command.CommandTypes;
import ledger.command.DeductCredits;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.ReopenAccount;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.command.VoidHold;
import ledger.event.AccountReopened;
import ledger.fold.Account;

/**
 * Every rule of the ledger. Pure: the same rules, command, account, time and history give the same decision. Whether
 * the command's key is new was settled before.
 */
public final class Decider implements LedgerCommand.Handler<DecidedEvent> {
    private final DecisionInput input;

    private Decider(DecisionInput input) {
        this.input = input;
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
     * @param history the account's history
     */
    public static Decision decide(
            Rules rules,
            LedgerCommand command,
            Account account,
            long nextSequence,
            long nowMillis,
            AccountHistory history) {
        long dueMillis = Due.firstMillis(account);
        if (command instanceof ExpireDue) {
            return sweep(account, dueMillis, nextSequence, nowMillis);
        }
        List<DecidedEvent> events = new ArrayList<>();
        Account settled = account;
        if (dueMillis <= nowMillis) {
            events.addAll(Settlement.events(account, nextSequence, nowMillis, Integer.MAX_VALUE));
            settled = last(events, account);
        }
        if (command.forfeit() && !settled.terms().isClosed()) {
            events.addAll(Closing.emptied(settled, nowMillis));
            settled = last(events, settled);
        }
        long sequence = nextSequence + events.size();
        AccountHistory known = events.isEmpty() ? history : new SettledHistory(history, List.copyOf(events));
        String kind = CommandTypes.ALL.of(command).kind();
        DecisionInput input = new DecisionInput(rules, kind, settled, sequence, nowMillis, known);
        events.add(
                settled.terms().isClosed() && !command.passesClosed()
                        ? input.refused(Refusal.accountClosed())
                        : command.accept(new Decider(input)));
        return Decision.of(account, dueMillis, events, sequence + 1, nowMillis);
    }

    private static Account last(List<DecidedEvent> events, Account before) {
        return events.isEmpty() ? before : events.get(events.size() - 1).account();
    }

    private static Decision sweep(Account account, long dueMillis, long nextSequence, long nowMillis) {
        return dueMillis > nowMillis
                ? new Decision(account, List.of(), dueMillis, dueMillis, nowMillis)
                : Decision.of(
                        account,
                        dueMillis,
                        Settlement.events(account, nextSequence, nowMillis, Bounds.SWEEP_STEPS_MAX),
                        nowMillis);
    }

    @Override
    public DecidedEvent on(GrantCredits command) {
        return new Granting(input).grant(command);
    }

    @Override
    public DecidedEvent on(DeductCredits command) {
        return new Spending(input).deduct(command);
    }

    @Override
    public DecidedEvent on(SpendCredits command) {
        return new Spending(input).spend(command);
    }

    @Override
    public DecidedEvent on(ChargeUsage command) {
        return new Spending(input).charge(command);
    }

    @Override
    public DecidedEvent on(RefundEntry command) {
        return new Refunding(input).refund(command);
    }

    @Override
    public DecidedEvent on(PlaceHold command) {
        return new Holding(input).place(command);
    }

    @Override
    public DecidedEvent on(CaptureHold command) {
        return new Capturing(input).capture(command);
    }

    @Override
    public DecidedEvent on(VoidHold command) {
        return new Holding(input).release(command);
    }

    @Override
    public DecidedEvent on(ExpireDue command) {
        throw new IllegalStateException("a sweeper's command comes to nothing of its own");
    }

    @Override
    public DecidedEvent on(RevokeGrant command) {
        return new Granting(input).revoke(command);
    }

    @Override
    public DecidedEvent on(ReverseEntry command) {
        return new Refunding(input).reverse(command);
    }

    @Override
    public DecidedEvent on(SetPlan command) {
        return new SettingTerms(input).plan(command);
    }

    @Override
    public DecidedEvent on(SetLimits command) {
        return new SettingTerms(input).limits(command);
    }

    @Override
    public DecidedEvent on(SetAlerts command) {
        return new SettingTerms(input).alerts(command);
    }

    @Override
    public DecidedEvent on(CloseAccount command) {
        return new Closing(input).close(command);
    }

    @Override
    public DecidedEvent on(ReopenAccount command) {
        return input.decided(new AccountReopened());
    }
}
