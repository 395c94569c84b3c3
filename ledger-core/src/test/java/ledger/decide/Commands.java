package ledger.decide;

import static ledger.decide.Scenario.ANN;
import static ledger.decide.Scenario.header;

import java.util.List;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.Period;
import ledger.account.BudgetTerms;
import ledger.account.Reason;
import ledger.account.Refill;
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
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.command.VoidHold;
import org.jspecify.annotations.Nullable;

/** Commands of ann, in whole credits and seconds. */
final class Commands {
    private static final long MILLIS = 1_000;

    private Commands() {}

    static GrantCredits purchase(long credits) {
        return grant(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, credits, GrantTerms.DEFAULT);
    }

    static GrantCredits bonus(long credits) {
        return grant(TransactionType.BONUS, Reason.MANUAL_ADJUSTMENT, credits, GrantTerms.DEFAULT);
    }

    /** A purchase that is over at a second. */
    static GrantCredits expiring(long credits, long second) {
        GrantTerms terms = new GrantTerms(100, null, second * MILLIS);
        return grant(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, credits, terms);
    }

    /** A purchase that begins at a second. */
    static GrantCredits beginning(long credits, long second) {
        GrantTerms terms = new GrantTerms(100, second * MILLIS, null);
        return grant(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, credits, terms);
    }

    static GrantCredits priority(long credits, int priority) {
        GrantTerms terms = new GrantTerms(priority, null, null);
        return grant(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, credits, terms);
    }

    static GrantCredits referral(long credits, String referred) {
        return new GrantCredits(
                header("grant"),
                TransactionType.BONUS,
                Reason.REFERRAL_BONUS,
                Credits.of(credits),
                Note.NONE,
                GrantTerms.DEFAULT,
                referred);
    }

    static SpendCredits spend(long credits) {
        return new SpendCredits(header("spend"), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    static ChargeUsage usage(long cost, boolean allowDebt) {
        return Usages.costing(header("usage"), Credits.of(cost), allowDebt);
    }

    /** A usage that names a hold. */
    static ChargeUsage usageOf(long hold, long cost) {
        ChargeUsage plain = usage(cost, false);
        return new ChargeUsage(
                plain.header(),
                plain.usage(),
                plain.reason(),
                plain.allowDebt(),
                plain.note(),
                null,
                plain.quote(),
                new HoldId(hold));
    }

    static RefundEntry refund(long sequence, @Nullable Long credits) {
        return new RefundEntry(
                header("refund"),
                new EntryId(ANN, sequence),
                credits == null ? null : Credits.of(credits),
                null,
                Note.NONE,
                null);
    }

    static RefundEntry regrant(long sequence, int days) {
        return new RefundEntry(header("refund"), new EntryId(ANN, sequence), null, null, Note.NONE, days);
    }

    static PlaceHold hold(long credits) {
        return hold(credits, PlaceHold.EXPIRES_IN_SECONDS_MAX);
    }

    static PlaceHold hold(long credits, int seconds) {
        Cost cost = Cost.named(Credits.of(credits));
        return new PlaceHold(header("hold"), cost, seconds, Reason.AI_CHAT, Note.NONE);
    }

    static CaptureHold capture(long hold, long credits) {
        return new CaptureHold(header("capture"), new HoldId(hold), Cost.named(Credits.of(credits)), Note.NONE);
    }

    static VoidHold voided(long hold) {
        return new VoidHold(header("void"), new HoldId(hold));
    }

    static ExpireDue sweep() {
        return new ExpireDue(new CommandHeader("sweep", ANN, null, "sweeper"));
    }

    static RevokeGrant revoke(long grant) {
        return new RevokeGrant(header("revoke"), new GrantId(grant), Note.NONE);
    }

    static ReverseEntry reverse(long sequence) {
        return new ReverseEntry(header("reverse"), new EntryId(ANN, sequence), Note.NONE);
    }

    static CloseAccount close(boolean forfeit) {
        return new CloseAccount(header("close"), forfeit);
    }

    static SetLimits limits(long overdraft) {
        return new SetLimits(header("limits"), Credits.of(overdraft), null);
    }

    static SetLimits budget(Period window, long credits) {
        BudgetTerms terms = new BudgetTerms(window, Credits.of(credits), ZoneOffsets.UTC);
        return new SetLimits(header("limits"), null, List.of(terms));
    }

    static SetPlan plan(String name, long refill, Period interval, @Nullable Long rollover) {
        return new SetPlan(
                header("plan"),
                name,
                new Refill(Credits.of(refill), interval, rollover == null ? null : Credits.of(rollover)));
    }

    private static GrantCredits grant(TransactionType type, Reason reason, long credits, GrantTerms terms) {
        return new GrantCredits(header("grant"), type, reason, Credits.of(credits), Note.NONE, terms, null);
    }
}
