package ledger.log;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import ledger.command.LedgerCommand;

/** The log that commands are appended to. Thread-safe. */
public interface CommandLog {
    /**
     * Appends a command and gives its answer once it is durable and folded here. Commands of one account that one
     * thread appends are decided in that order. Blocks for at most half a second, while the broker's buffers are full.
     *
     * <p>Fails with {@link ledger.UnavailableException} where the outcome is unknown: a retry with the same key learns
     * it.
     */
    CompletionStage<Answer> append(LedgerCommand command);

    /**
     * The answer that this command's key already has, without appending anything; empty where the key is new. Throws
     * {@link ledger.UnavailableException} where the account is not served here now.
     */
    Optional<Answer> answered(LedgerCommand command);
}
