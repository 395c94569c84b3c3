package ledger.api.credits;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.command.LedgerCommand;
import ledger.command.LedgerCommand.ChargeUsage;
import ledger.log.Answer;
import ledger.log.CommandLog;

/** Puts commands into the log, usages with their price. */
public final class Submission {
    private final CommandLog log;
    private final Quoting quoting;

    public Submission(CommandLog log, Quoting quoting) {
        this.log = log;
        this.quoting = quoting;
    }

    /** Appends a command. A usage whose key is known is answered before any price is looked at. */
    CompletionStage<Answer> submit(LedgerCommand command) {
        if (!(command instanceof ChargeUsage usage)) {
            return log.append(command);
        }
        Optional<Answer> known = log.answered(usage);
        return known.isPresent() ? CompletableFuture.completedFuture(known.get()) : log.append(priced(usage));
    }

    private ChargeUsage priced(ChargeUsage usage) {
        return new ChargeUsage(
                usage.header(),
                usage.usage(),
                usage.reason(),
                usage.allowDebt(),
                usage.note(),
                usage.usedAtMillis(),
                quoting.quote(usage.usage()));
    }
}
