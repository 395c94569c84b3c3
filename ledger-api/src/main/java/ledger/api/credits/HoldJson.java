package ledger.api.credits;

import ledger.EntryId;
import ledger.account.Hold;
import ledger.account.HoldStatus;
import ledger.api.http.json.JsonWriter;
import ledger.fold.HoldRecord;

/** A hold as answers show it. */
final class HoldJson {
    private HoldJson() {}

    /** The members of the open object. */
    static void members(JsonWriter out, HoldRecord hold) {
        Hold terms = hold.terms();
        out.text("holdId", hold.ref().toString());
        out.text("userId", hold.account().value());
        out.credits("amount", terms.amount());
        out.text("status", hold.status().name());
        out.time("expiresAt", terms.expiresAtMillis());
        out.time("createdAt", terms.createdAtMillis());
        out.text("reason", terms.reason().name());
        out.text("description", hold.note().description());
        out.raw("metadata", hold.note().metadata());
        out.text("idempotencyKey", hold.key().value());
        out.text("actor", hold.actor());
        out.text(
                "transactionId",
                hold.status() == HoldStatus.CAPTURED
                        ? new EntryId(hold.account(), hold.closedBySequence()).toString()
                        : null);
    }
}
