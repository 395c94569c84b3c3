package ledger.command;

import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who asks what of whom, on every command.
 *
 * @param id names this attempt, 1 to 64 characters; a retry has another
 * @param account whose account
 * @param key names the intent; a retry has the same; null for what the ledger does by itself
 * @param actor the subject that asked, 1 to 256 characters
 * @param sentAtMillis when a gateway of ours appended it, by the clock there, epoch milliseconds; null where nobody
 *     says
 */
public record CommandHeader(
        String id,
        AccountId account,
        @Nullable IdempotencyKey key,
        String actor,
        @Nullable Long sentAtMillis) {
    /** Who does what nobody asked for: what falls due by itself. */
    public static final String LEDGER = "ledger";

    public static final int ID_LENGTH_MAX = 64;
    /** The subject of a token; issuers make them of URLs at times. */
    public static final int ACTOR_LENGTH_MAX = 256;
    /** The end of the year 9999: what is added to a time below it cannot overflow. */
    public static final long SENT_AT_MILLIS_MAX = 253_402_300_799_999L;

    public CommandHeader {
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX || !Text.isPrintable(id)) {
            throw new IllegalArgumentException("command id must have 1 to 64 characters");
        }
        if (actor.isEmpty() || actor.length() > ACTOR_LENGTH_MAX || !Text.isPrintable(actor)) {
            throw new IllegalArgumentException("actor must have 1 to 256 characters");
        }
        if (sentAtMillis != null && !canBeSentAt(sentAtMillis)) {
            throw new IllegalArgumentException("sentAt must be from 1970 to 9999");
        }
    }

    /** Of a command that does not say when it was sent. */
    public CommandHeader(String id, AccountId account, @Nullable IdempotencyKey key, String actor) {
        this(id, account, key, actor, null);
    }

    /** Whether a command can say that it was sent then. */
    public static boolean canBeSentAt(long millis) {
        return millis >= 0 && millis <= SENT_AT_MILLIS_MAX;
    }

    /** Without a key, which a command of the sweeper has not. */
    CommandHeader ofSweeper() {
        return key == null ? this : new CommandHeader(id, account, null, actor, sentAtMillis);
    }

    /** Of what the command settles on its way, and nobody asked for. */
    public CommandHeader ofSettling() {
        return new CommandHeader(id, account, null, LEDGER, sentAtMillis);
    }
}
