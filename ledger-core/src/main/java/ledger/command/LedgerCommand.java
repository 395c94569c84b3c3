package ledger.command;

import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** What a caller asks of one account; refused or turned into events by the decider. */
public sealed interface LedgerCommand {
    CommandHeader header();

    <R> R accept(Handler<R> handler);

    default AccountId account() {
        return header().account();
    }

    default IdempotencyKey key() {
        return header().key();
    }

    /** One method per command, so a new command does not compile until it is decided, written and read. */
    interface Handler<R> {
        R on(GrantCredits command);

        R on(DeductCredits command);

        R on(SpendCredits command);

        R on(ChargeUsage command);

        R on(RefundEntry command);
    }

    /** Gives credits: bought, promised, promotional or corrected. */
    record GrantCredits(CommandHeader header, TransactionType type, Reason reason, Credits amount, Note note)
            implements LedgerCommand {
        public GrantCredits {
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
     */
    record ChargeUsage(
            CommandHeader header,
            Usage usage,
            Reason reason,
            boolean allowDebt,
            Note note,
            @Nullable Long usedAtMillis,
            @Nullable Quote quote)
            implements LedgerCommand {
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
     */
    record RefundEntry(
            CommandHeader header,
            EntryId entry,
            @Nullable Credits amount,
            @Nullable Reason reason,
            Note note) implements LedgerCommand {
        public RefundEntry {
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

    private static void requireAmount(Credits amount) {
        if (!amount.isPositive() || amount.compareTo(Credits.AMOUNT_MAX) > 0) {
            throw new IllegalArgumentException("amount must be above 0 and at most 10^9");
        }
    }
}
