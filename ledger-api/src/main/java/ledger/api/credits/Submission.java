package ledger.api.credits;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.api.http.json.ApiException;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.Cost;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.log.Answer;
import ledger.log.CommandLog;

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
        if (!isMetered(command) && !isPast(command)) {
            return log.append(command);
        }
        Optional<Answer> known = log.answered(command);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        if (isPast(command)) {
            throw ApiException.invalid("expiresAt", "expiresAt must not be in the past");
        }
        return log.append(priced(command));
    }

    // The instanceof chains are safe: a command that meters nothing needs no price, and most do not.

    private static boolean isMetered(LedgerCommand command) {
        return command instanceof ChargeUsage
                || (command instanceof PlaceHold hold && hold.cost() instanceof Cost.Metered)
                || (command instanceof CaptureHold capture && capture.cost() instanceof Cost.Metered);
    }

    private boolean isPast(LedgerCommand command) {
        if (command instanceof GrantCredits grant) {
            Long expiresAt = grant.terms().expiresAtMillis();
            return expiresAt != null && expiresAt <= clock.millis();
        }
        return false;
    }

    private LedgerCommand priced(LedgerCommand command) {
        if (command instanceof ChargeUsage usage) {
            return new ChargeUsage(
                    usage.header(),
                    usage.usage(),
                    usage.reason(),
                    usage.allowDebt(),
                    usage.note(),
                    usage.usedAtMillis(),
                    quoting.quote(usage.usage()),
                    usage.hold());
        }
        if (command instanceof PlaceHold hold) {
            return new PlaceHold(
                    hold.header(), priced(hold.cost()), hold.expiresInSeconds(), hold.reason(), hold.note());
        }
        if (command instanceof CaptureHold capture) {
            return new CaptureHold(capture.header(), capture.hold(), priced(capture.cost()), capture.note());
        }
        return command;
    }

    private Cost priced(Cost cost) {
        return cost instanceof Cost.Metered metered
                ? new Cost.Metered(metered.usage(), quoting.quote(metered.usage()))
                : cost;
    }
}
