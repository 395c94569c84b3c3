package ledger.streams.wire;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRules;
import ledger.account.Book;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.account.BudgetTerms;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.Limits;
import ledger.account.Milestone;
import ledger.account.Plan;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.ScheduledGrant;
import ledger.account.TransactionType;
import ledger.account.ZoneOffsets;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.CloseAccount;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.ReopenAccount;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.VoidHold;
import ledger.event.AccountClosed;
import ledger.event.AccountReopened;
import ledger.event.AlertsSet;
import ledger.event.Booking;
import ledger.event.CommandRejected;
import ledger.event.CreditsGranted;
import ledger.event.CreditsSpent;
import ledger.event.EntryReversed;
import ledger.event.GrantActivated;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LimitsSet;
import ledger.event.PlanRefilled;
import ledger.event.PlanSet;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.event.UsageCharged;

/** One of everything about holds, grants with terms, limits, plans and alerts, for alice. */
final class MoneySamples {
    private static final HoldId HOLD = new HoldId(11);
    private static final GrantId GRANT = Samples.PURCHASE.id();
    private static final long DAY = 86_400_000;
    private static final Refill MONTHLY = new Refill(Credits.of(500), Period.MONTH, Credits.of(100));
    private static final ZoneOffsets BERLIN = new ZoneOffsets(
            "Europe/Berlin",
            3_600,
            List.of(
                    new ZoneOffsets.Shift(Instant.parse("2026-03-29T01:00:00Z").toEpochMilli(), 7_200),
                    new ZoneOffsets.Shift(Instant.parse("2026-10-25T01:00:00Z").toEpochMilli(), 3_600)));
    private static final BudgetTerms DAILY = new BudgetTerms(Period.DAY, Credits.of(50), BERLIN);
    private static final BudgetCount COUNT =
            BudgetCount.none(DAILY, Samples.TIME).plus(Credits.of(5).micros());
    private static final AlertRules RULES = new AlertRules(List.of(
            AlertRule.remaining("low", AlertRule.Threshold.amount(Credits.of(10))),
            AlertRule.used("most", AlertRule.Threshold.percent(80)),
            AlertRule.inDebt("debt"),
            AlertRule.budgetUsed("day", Period.DAY, AlertRule.Threshold.percent(100))));

    private MoneySamples() {}

    static Map<String, LedgerCommand> commands() {
        Map<String, LedgerCommand> all = new LinkedHashMap<>();
        Cost metered = Cost.metered(Samples.usage(), Samples.quote());
        Cost five = Cost.named(Credits.of(5));
        all.put(
                "GrantCredits-with-terms",
                new GrantCredits(
                        header(20),
                        TransactionType.BONUS,
                        Reason.REFERRAL_BONUS,
                        Credits.of(5),
                        Note.NONE,
                        new GrantTerms(10, Samples.TIME + DAY, Samples.TIME + 30 * DAY),
                        "bob"));
        all.put(
                "ChargeUsage-of-a-hold",
                new ChargeUsage(
                        header(21), Samples.usage(), Reason.AI_CHAT, true, Note.NONE, null, Samples.quote(), HOLD));
        all.put(
                "RefundEntry-regrant",
                new RefundEntry(header(22), new EntryId(Samples.ALICE, 4), null, null, Note.NONE, 30));
        all.put("PlaceHold", new PlaceHold(header(23), five, 900, Reason.AI_CHAT, Samples.NOTE));
        all.put("PlaceHold-of-an-estimate", new PlaceHold(header(24), metered, 60, Reason.AI_CHAT, Note.NONE));
        all.put("CaptureHold", new CaptureHold(header(25), HOLD, five, Samples.NOTE));
        all.put("CaptureHold-of-a-usage", new CaptureHold(header(26), HOLD, metered, Note.NONE));
        all.put("VoidHold", new VoidHold(header(27), HOLD));
        all.put("ExpireDue", new ExpireDue(new CommandHeader("cmd-28", Samples.ALICE, null, "sweeper")));
        all.put(
                "ExpireDue-sent",
                new ExpireDue(new CommandHeader("cmd-36", Samples.ALICE, null, "ledger", 1_772_357_400_250L)));
        all.put("RevokeGrant", new RevokeGrant(header(29), GRANT, new Note("Bought by mistake", null)));
        all.put(
                "ReverseEntry",
                new ReverseEntry(header(30), new EntryId(Samples.ALICE, 2), new Note("Chargeback", null)));
        all.put("SetPlan", new SetPlan(header(31), "pro", MONTHLY));
        all.put("SetPlan-without-refill", new SetPlan(header(32), "free", null));
        all.put("SetLimits", new SetLimits(header(33), Credits.of(25), List.of(DAILY)));
        all.put("SetLimits-overdraft", new SetLimits(header(34), Credits.ZERO, null));
        all.put("SetAlerts", new SetAlerts(header(35), RULES));
        all.put("CloseAccount", new CloseAccount(header(37), false));
        all.put("CloseAccount-forfeit", new CloseAccount(header(38), true));
        all.put("ReopenAccount", new ReopenAccount(header(39)));
        return all;
    }

    /** Every event, without regard to whether one could follow the other. */
    static Map<String, LedgerEvent> events() {
        Map<String, LedgerEvent> all = new LinkedHashMap<>();
        Hold hold = new Hold(HOLD, Credits.of(5), Reason.AI_CHAT, Samples.TIME + 11_000, Samples.TIME + 911_000);
        Book held = new Book.Held(HOLD, GRANT);
        Book overdraft = new Book.HeldOverdraft(HOLD);
        List<BudgetCount> counts = List.of(COUNT);
        all.put(
                "HoldPlaced",
                new HoldPlaced(
                        hold,
                        Samples.NOTE,
                        List.of(
                                posting(new Book.Available(GRANT), held, 3),
                                posting(new Book.Overdraft(), overdraft, 2)),
                        null,
                        null,
                        counts));
        all.put(
                "HoldPlaced-of-an-estimate",
                new HoldPlaced(
                        new Hold(HOLD, Credits.of(60), Reason.AI_CHAT, Samples.TIME + 12_000, Samples.TIME + 72_000),
                        Note.NONE,
                        List.of(posting(new Book.Available(GRANT), held, 60)),
                        Samples.usage(),
                        Samples.quote(),
                        List.of()));
        all.put(
                "HoldCaptured",
                new HoldCaptured(
                        usage(
                                List.of(posting(held, new Book.Used(), 2), posting(held, new Book.Available(GRANT), 3)),
                                2),
                        HOLD,
                        Credits.of(3),
                        Credits.ZERO,
                        null,
                        null,
                        null));
        all.put(
                "HoldCaptured-of-a-usage",
                new HoldCaptured(
                        usage(
                                List.of(
                                        posting(overdraft, new Book.Used(), 2),
                                        posting(new Book.Debt(), new Book.Overdraft(), 2),
                                        posting(new Book.Debt(), new Book.Used(), 58)),
                                60),
                        HOLD,
                        Credits.ZERO,
                        Credits.of(60),
                        Samples.usage(),
                        Samples.quote(),
                        Samples.TIME));
        all.put("HoldVoided", new HoldVoided(HOLD, List.of(posting(held, new Book.Available(GRANT), 3)), counts));
        all.put("HoldExpired", new HoldExpired(HOLD, List.of(posting(overdraft, new Book.Overdraft(), 2)), List.of()));
        all.putAll(grants());
        all.putAll(terms(counts));
        all.put("AccountClosed", new AccountClosed());
        all.put("AccountReopened", new AccountReopened());
        return all;
    }

    /** Whether it falls due by itself, which nobody asked for. */
    static boolean isSettled(LedgerEvent event) {
        return event instanceof HoldExpired
                || event instanceof GrantExpired
                || event instanceof GrantActivated
                || event instanceof PlanRefilled;
    }

    private static Map<String, LedgerEvent> grants() {
        Map<String, LedgerEvent> all = new LinkedHashMap<>();
        Grant later = new Grant(
                new GrantId(17), TransactionType.BONUS, Credits.of(5), 10, Samples.TIME + 30 * DAY, Samples.TIME);
        List<Posting> issued =
                List.of(posting(new Book.Issued(TransactionType.BONUS), new Book.Available(later.id()), 5));
        ScheduledGrant scheduled = new ScheduledGrant(later, Reason.REFERRAL_BONUS, Samples.TIME + DAY);
        all.put(
                "CreditsGranted-for-a-referral",
                new CreditsGranted(booking(TransactionType.BONUS, 5, issued, List.of(later)), "bob"));
        all.put(
                "GrantScheduled",
                new GrantScheduled(
                        new Booking(
                                TransactionType.BONUS,
                                Reason.REFERRAL_BONUS,
                                0,
                                List.of(),
                                List.of(later),
                                List.of(),
                                Note.NONE),
                        scheduled,
                        "carol"));
        all.put(
                "GrantActivated",
                new GrantActivated(booking(TransactionType.BONUS, 5, issued, List.of(later)), later.id()));
        all.put(
                "GrantExpired",
                new GrantExpired(
                        booking(
                                TransactionType.EXPIRATION,
                                -5,
                                List.of(posting(new Book.Available(later.id()), new Book.Expired(), 5)),
                                List.of()),
                        later.id()));
        List<Posting> back =
                List.of(posting(new Book.Available(GRANT), new Book.Issued(TransactionType.ADJUSTMENT), 7));
        all.put(
                "GrantRevoked",
                new GrantRevoked(
                        booking(TransactionType.ADJUSTMENT, -7, back, List.of(Samples.PURCHASE.endedAt(Samples.TIME))),
                        GRANT));
        all.put(
                "EntryReversed",
                new EntryReversed(
                        booking(TransactionType.ADJUSTMENT, -7, back, List.of()),
                        new EntryId(Samples.ALICE, 2),
                        Credits.ZERO));
        return all;
    }

    private static Map<String, LedgerEvent> terms(List<BudgetCount> counts) {
        Map<String, LedgerEvent> all = new LinkedHashMap<>();
        Plan plan = new Plan("pro", MONTHLY, Samples.TIME, 0, null);
        Grant refill = Samples.grant(24, TransactionType.REFILL, 600, Samples.TIME + 31 * DAY);
        all.put("PlanSet", new PlanSet(plan));
        all.put("PlanSet-without-refill", new PlanSet(new Plan("free", null, Samples.TIME, 0, null)));
        all.put(
                "PlanRefilled",
                new PlanRefilled(
                        new Booking(
                                TransactionType.REFILL,
                                Reason.SUBSCRIPTION_REFILL,
                                Credits.of(500).micros(),
                                List.of(
                                        posting(
                                                new Book.Issued(TransactionType.REFILL),
                                                new Book.Available(refill.id()),
                                                500),
                                        posting(new Book.Available(GRANT), new Book.Available(refill.id()), 100)),
                                List.of(refill),
                                List.of(Milestone.REFILLED),
                                Note.NONE),
                        new Plan("pro", MONTHLY, Samples.TIME, 1, refill.id())));
        all.put("LimitsSet", new LimitsSet(new Limits(Credits.of(25), List.of(new Budget(DAILY, COUNT)))));
        all.put("AlertsSet", new AlertsSet(RULES));
        all.put(
                "CreditsSpent-of-a-budget",
                new CreditsSpent(new Booking(
                        TransactionType.USAGE,
                        Reason.AI_CHAT,
                        -1,
                        List.of(new Posting(new Book.Available(GRANT), new Book.Used(), new Credits(1))),
                        List.of(),
                        List.of(),
                        Note.NONE,
                        counts)));
        all.put(
                "UsageCharged-of-a-closed-hold",
                new UsageCharged(
                        usage(List.of(posting(new Book.Available(GRANT), new Book.Used(), 60)), 60),
                        Samples.usage(),
                        Samples.quote(),
                        null,
                        HOLD));
        all.put(
                "CommandRejected-with-facts",
                new CommandRejected(
                        "hold",
                        new Rejection(
                                RejectionCode.BUDGET_EXCEEDED,
                                "The budget of this day has 45 of 50 left",
                                Map.of("remaining", 45_000_000L),
                                Map.of("window", "DAY", "resetsAt", "2026-03-01T23:00:00.000Z"))));
        return all;
    }

    private static Booking usage(List<Posting> postings, long credits) {
        return booking(TransactionType.USAGE, -credits, postings, List.of());
    }

    private static Booking booking(TransactionType type, long credits, List<Posting> postings, List<Grant> grants) {
        Reason reason = type == TransactionType.EXPIRATION ? Reason.GRANT_EXPIRED : Reason.AI_CHAT;
        return new Booking(type, reason, credits * Credits.MICROS_PER_CREDIT, postings, grants, List.of(), Note.NONE);
    }

    private static Posting posting(Book source, Book target, long credits) {
        return new Posting(source, target, Credits.of(credits));
    }

    private static CommandHeader header(int number) {
        return Samples.header(number);
    }
}
