package ledger.decide;

import static ledger.decide.Scenario.ANN;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertRules;
import ledger.account.BudgetTerms;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.TransactionType;
import ledger.account.ZoneOffsets;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.DeductCredits;
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
import ledger.event.Booking;
import ledger.fold.Account;
import org.jspecify.annotations.Nullable;

/** What may happen to ann: any command at any time, often at the very moment at which something falls due. */
final class RandomLife {
    /** Some days before the clocks change in Europe, and then in Chile and Egypt, at midnight. */
    private static final long FIRST_SECOND =
            Instant.parse("2026-03-26T22:00:00Z").getEpochSecond();

    private static final int HOLD_SECONDS = 400;
    private static final int DAY_SECONDS = 86_400;
    private static final long CREDITS_MAX = 50_000_000;
    private static final List<Period> PERIODS = List.of(Period.DAY, Period.WEEK, Period.MONTH);
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/Santiago", "Africa/Cairo", "Asia/Kolkata");

    private final Random random;
    private long second = FIRST_SECOND;
    private long dueSecond;
    private final List<Long> spends = new ArrayList<>();
    private final List<Long> grants = new ArrayList<>();
    private List<HoldId> holds = List.of();

    RandomLife(long seed) {
        random = new Random(seed);
    }

    /** When the next command comes; most come soon, some when something falls due, and few after days. */
    long nextSecond(Account account) {
        dueSecond = boundarySecond(account);
        second = switch (random.nextInt(20)) {
            case 0, 1 -> Math.max(second, dueSecond - random.nextInt(2));
            case 2, 3 -> second + random.nextInt(600);
            case 4 -> second + random.nextInt(2 * DAY_SECONDS);
            case 5 -> second + (random.nextInt(4) == 0 ? random.nextInt(40 * DAY_SECONDS) : 0);
            default -> second + random.nextInt(30);
        };
        return second;
    }

    private long boundarySecond(Account account) {
        long due = Due.firstMillis(account);
        long window = account.terms().limits().budgets().stream()
                .mapToLong(budget -> budget.count().untilMillis())
                .filter(until -> until > second * 1_000)
                .findFirst()
                .orElse(Due.NEVER);
        long boundary = Math.min(due, random.nextBoolean() ? window : Due.NEVER);
        return boundary > (second + 40 * DAY_SECONDS) * 1_000 ? second : boundary / 1_000;
    }

    boolean often() {
        return random.nextInt(3) == 0;
    }

    int few() {
        return random.nextInt(5);
    }

    /** What happened, which later commands are about. */
    void saw(Scenario ledger) {
        long sequence = ledger.sequence() - ledger.events().size();
        for (DecidedEvent decided : ledger.events()) {
            sequence++;
            Booking booking = decided.event().booking();
            if (booking != null && booking.type() == TransactionType.USAGE) {
                spends.add(sequence);
            } else if (booking != null && !booking.grants().isEmpty()) {
                grants.add(sequence);
            }
        }
        holds = List.copyOf(ledger.account().terms().holds().keySet());
    }

    LedgerCommand command() {
        CommandHeader header = Scenario.header("k");
        Credits amount = new Credits(1 + random.nextLong(CREDITS_MAX));
        Cost cost = Cost.named(amount);
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> grant(header, amount);
            case 4 -> new DeductCredits(header, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            case 5, 6 -> new SpendCredits(header, Reason.AI_CHAT, amount, Note.NONE);
            case 7 -> Usages.costing(header, amount, random.nextBoolean());
            case 8 -> charge(header, amount, hold());
            case 9, 10, 11 -> new PlaceHold(header, cost, seconds(), Reason.AI_CHAT, Note.NONE);
            case 12, 13 -> new CaptureHold(header, hold(), cost, Note.NONE);
            case 14 -> new VoidHold(header, hold());
            case 15, 16 ->
                new RefundEntry(
                        header,
                        new EntryId(ANN, recent(spends)),
                        or(amount),
                        null,
                        Note.NONE,
                        random.nextBoolean() ? 1 + random.nextInt(9) : null);
            case 17 -> new RevokeGrant(header, new GrantId(recent(grants)), Note.NONE);
            case 18 -> new ReverseEntry(header, new EntryId(ANN, recent(grants)), Note.NONE);
            case 19, 20 -> new SetLimits(header, or(new Credits(random.nextLong(CREDITS_MAX))), budgets());
            case 21 -> new SetAlerts(header, new AlertRules(rules()));
            default -> new SetPlan(header, "plan-" + random.nextInt(3), random.nextInt(6) == 0 ? null : refill());
        };
    }

    private @Nullable Credits or(Credits amount) {
        return random.nextBoolean() ? null : amount;
    }

    private GrantCredits grant(CommandHeader header, Credits amount) {
        TransactionType[] types = {TransactionType.PURCHASE, TransactionType.BONUS, TransactionType.SUBSCRIPTION};
        Reason[] reasons = {Reason.MANUAL_ADJUSTMENT, Reason.WELCOME_BONUS, Reason.REFERRAL_BONUS};
        Reason reason = reasons[random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0];
        long begins = second + random.nextLong(100) - 50;
        long ends = random.nextInt(4) == 0 ? Math.max(begins + 1, dueSecond) : begins + 1 + random.nextLong(900);
        GrantTerms terms = new GrantTerms(
                random.nextInt(3) == 0 ? random.nextInt(256) : 100,
                random.nextInt(4) == 0 ? begins * 1_000 : null,
                random.nextInt(2) == 0 ? ends * 1_000 : null);
        String friend = reason == Reason.REFERRAL_BONUS ? "friend-" + random.nextInt(3) : null;
        return new GrantCredits(header, types[random.nextInt(types.length)], reason, amount, Note.NONE, terms, friend);
    }

    private ChargeUsage charge(CommandHeader header, Credits amount, HoldId hold) {
        ChargeUsage plain = Usages.costing(header, amount, random.nextInt(4) == 0);
        return new ChargeUsage(
                header, plain.usage(), plain.reason(), plain.allowDebt(), plain.note(), null, plain.quote(), hold);
    }

    /** Until something else falls due, where that is soon enough. */
    private int seconds() {
        long untilDue = dueSecond - second;
        return random.nextInt(3) == 0 && untilDue > 0 && untilDue <= DAY_SECONDS
                ? (int) untilDue
                : 1 + random.nextInt(HOLD_SECONDS);
    }

    /** Mostly an open one. */
    private HoldId hold() {
        return holds.isEmpty() || random.nextInt(5) == 0
                ? new HoldId(recent(spends))
                : holds.get(random.nextInt(holds.size()));
    }

    /** Mostly one of the last, and seldom something else altogether. */
    private long recent(List<Long> sequences) {
        int back = random.nextInt(random.nextInt(5) == 0 ? 100 : 8);
        return back >= sequences.size() ? 1 + back : sequences.get(sequences.size() - 1 - back);
    }

    private Refill refill() {
        Credits[] limits = {Credits.ZERO, new Credits(CREDITS_MAX / 4)};
        return new Refill(
                new Credits(CREDITS_MAX / 2), period(), random.nextInt(3) == 0 ? null : limits[random.nextInt(2)]);
    }

    private @Nullable List<BudgetTerms> budgets() {
        if (random.nextInt(3) == 0) {
            return null;
        }
        ZoneOffsets zone = zone(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
        return PERIODS.stream()
                .filter(window -> random.nextInt(3) == 0)
                .map(window -> new BudgetTerms(window, new Credits(1 + random.nextLong(3 * CREDITS_MAX)), zone))
                .toList();
    }

    private Period period() {
        return PERIODS.get(random.nextInt(PERIODS.size()));
    }

    /** As the gateway resolves a zone. */
    private ZoneOffsets zone(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant at = Instant.ofEpochSecond(second);
        List<ZoneOffsets.Shift> shifts = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(at);
        while (next != null && shifts.size() < 6) {
            shifts.add(new ZoneOffsets.Shift(
                    next.getInstant().toEpochMilli(), next.getOffsetAfter().getTotalSeconds()));
            next = rules.nextTransition(next.getInstant());
        }
        return new ZoneOffsets(zone.getId(), rules.getOffset(at).getTotalSeconds(), shifts);
    }

    private List<AlertRule> rules() {
        List<AlertRule> all = List.of(
                AlertRule.remaining("low", threshold()),
                AlertRule.used("used", threshold()),
                AlertRule.inDebt("debt"),
                AlertRule.budgetUsed("budget", period(), threshold()));
        return all.stream().filter(rule -> random.nextInt(5) > 0).toList();
    }

    private Threshold threshold() {
        return random.nextBoolean()
                ? Threshold.percent(random.nextInt(101))
                : Threshold.amount(new Credits(1 + random.nextLong(CREDITS_MAX)));
    }
}
