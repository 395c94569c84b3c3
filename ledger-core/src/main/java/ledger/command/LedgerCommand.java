package ledger.command;

import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.IsoTime;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** What a caller asks of one account; refused or turned into events by the decider. */
public sealed interface LedgerCommand
        permits LedgerCommand.GrantCredits,
                LedgerCommand.DeductCredits,
                LedgerCommand.SpendCredits,
                LedgerCommand.ChargeUsage,
                LedgerCommand.RefundEntry,
                PlaceHold,
                CaptureHold,
                VoidHold,
                ExpireDue,
                RevokeGrant,
                ReverseEntry,
                SetPlan,
                SetLimits,
                SetAlerts {
    CommandHeader header();

    <R> R accept(Handler<R> handler);

    default AccountId account() {
        return header().account();
    }

    /** The key of a command that somebody asked for. Throws for one of the ledger's own, which has none. */
    default IdempotencyKey key() {
        return Objects.requireNonNull(header().key(), "a command without a key");
    }

    /** One method per command, so a new command does not compile until it is decided, written and read. */
    interface Handler<R> {
        R on(GrantCredits command);

        R on(DeductCredits command);

        R on(SpendCredits command);

        R on(ChargeUsage command);

        R on(RefundEntry command);

        R on(PlaceHold command);

        R on(CaptureHold command);

        R on(VoidHold command);

        R on(ExpireDue command);

        R on(RevokeGrant command);

        R on(ReverseEntry command);

        R on(SetPlan command);

        R on(SetLimits command);

        R on(SetAlerts command);
    }

    /**
     * Gives credits: bought, promised, promotional or corrected.
     *
     * @param header who asks
     * @param type how they came
     * @param reason why
     * @param amount how many
     * @param note what to remember
     * @param terms when they may be spent, and in which order
     * @param referredUserId whose referral they reward, which is done once, 1 to 128 characters, or null
     */
    record GrantCredits(
            CommandHeader header,
            TransactionType type,
            Reason reason,
            Credits amount,
            Note note,
            GrantTerms terms,
            @Nullable String referredUserId)
            implements LedgerCommand {
        /** Credits on the usual terms. */
        public GrantCredits(CommandHeader header, TransactionType type, Reason reason, Credits amount, Note note) {
            this(header, type, reason, amount, note, GrantTerms.DEFAULT, null);
        }

        public GrantCredits {
            if (referredUserId != null && !AccountId.isValid(referredUserId)) {
                throw new IllegalArgumentException("referredUserId must be a user id");
            }
            if (referredUserId != null && reason != Reason.REFERRAL_BONUS) {
                throw new IllegalArgumentException("referredUserId is for reason REFERRAL_BONUS");
            }
            if (!type.isAddition() && type != TransactionType.REFUND && type != TransactionType.ADJUSTMENT) {
                throw new IllegalArgumentException("credits of type " + type + " cannot be granted");
            }
            requireAmount(amount);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Takes credits away as a correction: a negative adjustment. */
    record DeductCredits(CommandHeader header, Reason reason, Credits amount, Note note) implements LedgerCommand {
        public DeductCredits {
            requireAmount(amount);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Spends an amount the caller names. */
    record SpendCredits(CommandHeader header, Reason reason, Credits amount, Note note) implements LedgerCommand {
        public SpendCredits {
            requireAmount(amount);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Spends what a usage costs.
     *
     * @param header who asks
     * @param usage what was used
     * @param reason why
     * @param allowDebt whether what is missing becomes debt; otherwise the usage is refused
     * @param note what to remember
     * @param usedAtMillis when it was used, by the caller's clock, epoch milliseconds, or null; decides nothing
     * @param quote what it costs, pinned when it was taken; null only where the key was already answered
     * @param hold what was reserved for it and is captured with it, or null
     */
    record ChargeUsage(
            CommandHeader header,
            Usage usage,
            Reason reason,
            boolean allowDebt,
            Note note,
            @Nullable Long usedAtMillis,
            @Nullable Quote quote,
            @Nullable HoldId hold)
            implements LedgerCommand {
        public ChargeUsage {
            if (usedAtMillis != null && !IsoTime.isInRange(usedAtMillis)) {
                throw new IllegalArgumentException("usedAt must be in a year of four digits");
            }
        }

        /** A usage that nothing was reserved for. */
        public ChargeUsage(
                CommandHeader header,
                Usage usage,
                Reason reason,
                boolean allowDebt,
                Note note,
                @Nullable Long usedAtMillis,
                @Nullable Quote quote) {
            this(header, usage, reason, allowDebt, note, usedAtMillis, quote, null);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Gives back what an entry spent.
     *
     * @param header who asks
     * @param entry the spending entry
     * @param amount how much, or null for all that was not refunded yet
     * @param reason why, or null for the entry's own
     * @param note what to remember
     * @param regrantDays for how many days credits whose grant has expired since are granted anew, 1 to 3650; null
     *     where they are lost
     */
    record RefundEntry(
            CommandHeader header,
            EntryId entry,
            @Nullable Credits amount,
            @Nullable Reason reason,
            Note note,
            @Nullable Integer regrantDays)
            implements LedgerCommand {
        /** Ten years. */
        public static final int REGRANT_DAYS_MAX = 3_650;

        /** A refund in which what expired is lost. */
        public RefundEntry(
                CommandHeader header, EntryId entry, @Nullable Credits amount, @Nullable Reason reason, Note note) {
            this(header, entry, amount, reason, note, null);
        }

        public RefundEntry {
            if (regrantDays != null && (regrantDays < 1 || regrantDays > REGRANT_DAYS_MAX)) {
                throw new IllegalArgumentException("days must be 1 to " + REGRANT_DAYS_MAX);
            }
            if (!entry.account().equals(header.account())) {
                throw new IllegalArgumentException("the entry is of another account");
            }
            if (amount != null) {
                requireAmount(amount);
            }
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    static void requireAmount(Credits amount) {
        if (!amount.isPositive() || amount.compareTo(Credits.AMOUNT_MAX) > 0) {
            throw new IllegalArgumentException("amount must be above 0 and at most 10^9");
        }
    }
}
