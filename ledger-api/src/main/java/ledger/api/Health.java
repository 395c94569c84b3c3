package ledger.api;

import java.util.Optional;
import ledger.api.http.Reply;
import ledger.query.LedgerQueries;

/** Says whether the process works and whether it serves accounts, and if not, why. */
final class Health {
    private static final String RETRY_AFTER_SECONDS = "1";

    private Health() {}

    static Reply live(LedgerQueries queries) {
        return reply("DOWN", queries.whyNotAlive());
    }

    static Reply ready(LedgerQueries queries) {
        Optional<LedgerQueries.NotReady> why = queries.whyNotReady();
        boolean isStarting = why.map(LedgerQueries.NotReady::isStarting).orElse(false);
        return reply(isStarting ? "STARTING" : "DOWN", why.map(LedgerQueries.NotReady::reason));
    }

    private static Reply reply(String statusWithReason, Optional<String> reason) {
        if (reason.isEmpty()) {
            return Reply.bare(200, out -> out.text("status", "UP"));
        }
        return Reply.bare(503, out -> {
                    out.text("status", statusWithReason);
                    out.text("reason", reason.get());
                })
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }
}
