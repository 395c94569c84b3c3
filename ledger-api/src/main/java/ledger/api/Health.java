package ledger.api;

import ledger.UnavailableException;
import ledger.api.http.Reply;
import ledger.query.LedgerQueries;

/** Whether the process lives, and whether it serves. */
final class Health {
    private Health() {}

    static Reply live() {
        return Reply.bare(200, out -> out.text("status", "UP"));
    }

    static Reply ready(LedgerQueries queries) {
        if (!isReady(queries)) {
            return Reply.bare(503, out -> out.text("status", "STARTING")).with("Retry-After", "1");
        }
        return Reply.bare(200, out -> out.text("status", "UP"));
    }

    private static boolean isReady(LedgerQueries queries) {
        try {
            return queries.isReady();
        } catch (UnavailableException starting) {
            return false;
        }
    }
}
