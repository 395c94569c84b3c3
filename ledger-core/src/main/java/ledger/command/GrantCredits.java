package ledger.command;

import ledger.AccountId;
import ledger.Credits;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import org.jspecify.annotations.Nullable;

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
public record GrantCredits(
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
        LedgerCommand.requireAmount(amount);
    }

    @Override
    public boolean isExpiredAt(long millis) {
        return terms.areExpiredAt(millis);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
