package ledger.streams.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRules;
import ledger.account.BudgetTerms;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.TransactionType;
import ledger.account.ZoneOffsets;
import ledger.command.CaptureHold;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
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

/** Logs of commands about holds, grants with terms, limits and plans, a tenth of them with a key that came before. */
final class RandomMoney {
    static final int ACCOUNTS = 3;
    private static final List<Period> PERIODS = List.of(Period.DAY, Period.WEEK, Period.MONTH);
    private static final long DAY_MILLIS = 86_400_000;

    private final Random random;
    private final long firstMillis;

    /** Commands whose grants begin and end around a time, epoch milliseconds. */
    RandomMoney(Random random, long firstMillis) {
        this.random = random;
        this.firstMillis = firstMillis;
    }

    List<LedgerCommand> log(int commands) {
        List<LedgerCommand> log = new ArrayList<>();
        for (int at = 0; at < commands; at++) {
            AccountId account = new AccountId("user-" + random.nextInt(ACCOUNTS));
            String key = "k" + (random.nextInt(10) == 0 ? random.nextInt(at + 1) : at);
            log.add(command(account, Graph.header(account, key), at));
        }
        return log;
    }

    private LedgerCommand command(AccountId account, CommandHeader header, int at) {
        Credits amount = new Credits(1 + random.nextInt(40_000_000));
        Cost cost = Cost.named(amount);
        long recent = Math.max(1, at * 41L / 100 - random.nextInt(14));
        return switch (random.nextInt(17)) {
            case 0, 1, 2 -> grant(header, amount);
            case 3 -> new SpendCredits(header, Reason.AI_CHAT, amount, Note.NONE);
            case 5, 6, 7 -> new PlaceHold(header, cost, 40_000 + random.nextInt(46_401), Reason.AI_CHAT, Note.NONE);
            case 8, 9 -> new CaptureHold(header, new HoldId(recent), cost, new Note("captured", null));
            case 4, 10 -> new VoidHold(header, new HoldId(recent));
            case 11 -> new RefundEntry(header, new EntryId(account, recent), null, null, Note.NONE, 30);
            case 12 -> new RevokeGrant(header, new GrantId(recent), Note.NONE);
            case 13 -> new ReverseEntry(header, new EntryId(account, recent), Note.NONE);
            case 14 -> new ExpireDue(new CommandHeader(header.id(), account, null, "sweeper"));
            case 15 -> limits(header, amount);
            default -> plan(header, amount);
        };
    }

    private GrantCredits grant(CommandHeader header, Credits amount) {
        long begins = firstMillis + random.nextInt(20) * DAY_MILLIS / 4;
        GrantTerms terms = new GrantTerms(
                random.nextInt(256), random.nextBoolean() ? begins : null, begins + 1 + random.nextInt(100_000_000));
        return random.nextInt(4) == 0
                ? new GrantCredits(
                        header,
                        TransactionType.BONUS,
                        Reason.REFERRAL_BONUS,
                        amount,
                        Note.NONE,
                        GrantTerms.DEFAULT,
                        "friend-" + random.nextInt(5))
                : new GrantCredits(
                        header, TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE, terms, null);
    }

    private SetLimits limits(CommandHeader header, Credits amount) {
        ZoneOffsets zone = new ZoneOffsets(
                "Test/Zone", 3_600, List.of(new ZoneOffsets.Shift(firstMillis + 3 * DAY_MILLIS, 7_200)));
        BudgetTerms budget = new BudgetTerms(PERIODS.get(random.nextInt(3)), Credits.of(100), zone);
        return new SetLimits(header, amount, random.nextBoolean() ? List.of(budget) : null);
    }

    private LedgerCommand plan(CommandHeader header, Credits amount) {
        if (random.nextInt(4) == 0) {
            AlertRule low = AlertRule.remaining("low", AlertRule.Threshold.amount(amount));
            return new SetAlerts(header, new AlertRules(List.of(low)));
        }
        Refill refill = new Refill(
                amount, PERIODS.get(random.nextInt(2)), random.nextBoolean() ? null : Credits.of(random.nextInt(9)));
        return new SetPlan(header, "plan-" + random.nextInt(3), random.nextInt(5) == 0 ? null : refill);
    }
}
