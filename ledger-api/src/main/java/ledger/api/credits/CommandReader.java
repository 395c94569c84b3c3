package ledger.api.credits;

import java.util.List;
import java.util.stream.Stream;
import ledger.account.Reason;
import ledger.command.LedgerCommand;

/** Makes a command of a request. What is metered comes without its quote: a known key needs none. */
@FunctionalInterface
interface CommandReader {
    /** Those a caller may give. */
    List<Reason> REASONS = Stream.of(Reason.values())
            .filter(reason -> reason != Reason.GRANT_EXPIRED)
            .toList();

    /** Throws {@link ledger.api.http.json.ApiException} naming the field that does not fit. */
    LedgerCommand read(Asked asked);
}
