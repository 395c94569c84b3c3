package ledger.api.credits;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.api.http.json.ApiException;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.pricing.Usage;

/** Puts commands into the log, usages with their price. */
public final class Submission {
    private final CommandLog log;
    private final Quoting quoting;
    private final InstantSource clock;

    public Submission(CommandLog log, Quoting quoting, InstantSource clock) {
        this.log = log;
        this.quoting = quoting;
        this.clock = clock;
    }

    /** Appends a command. One whose key is known is answered before any price or clock is looked at. */
    CompletionStage<Answer> submit(LedgerCommand command) {
        Usage usage = command.usage();
        boolean isExpired = command.isExpiredAt(clock.millis());
        if (usage == null && !isExpired) {
            return log.append(command);
        }
        Optional<Answer> known = log.answered(command);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        if (isExpired) {
            throw ApiException.invalid("expiresAt", "expiresAt must not be in the past");
        }
        return log.append(usage == null ? command : command.withQuote(quoting.quote(usage)));
    }
}
