package ledger.command;

import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** What a caller asks of one account; refused or turned into events by the decider. */
public sealed interface LedgerCommand
        permits GrantCredits,
                DeductCredits,
                SpendCredits,
                ChargeUsage,
                RefundEntry,
                PlaceHold,
                CaptureHold,
                VoidHold,
                ExpireDue,
                RevokeGrant,
                ReverseEntry,
                SetPlan,
                SetLimits,
                SetAlerts,
                CloseAccount,
                ReopenAccount {
    CommandHeader header();

    <R> R accept(Handler<R> handler);

    /** Whether what is in the account goes with it. */
    default boolean forfeit() {
        return false;
    }

    /** Whether an account that is closed takes it: what was begun before, and what was used. */
    default boolean passesClosed() {
        return false;
    }

    default AccountId account() {
        return header().account();
    }

    /** What it meters and {@link #withQuote} must price before it is decided, or null. */
    default @Nullable Usage usage() {
        return null;
    }

    default LedgerCommand withQuote(Quote quote) {
        return this;
    }

    /** Whether what it gives would be lost already at that time, epoch milliseconds. */
    default boolean isExpiredAt(long millis) {
        return false;
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

        R on(CloseAccount command);

        R on(ReopenAccount command);
    }

    static void requireAmount(Credits amount) {
        if (!amount.isPositive() || amount.compareTo(Credits.AMOUNT_MAX) > 0) {
            throw new IllegalArgumentException("amount must be above 0 and at most 10^9");
        }
    }
}
