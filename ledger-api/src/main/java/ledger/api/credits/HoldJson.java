package ledger.api.credits;

import java.util.Objects;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Hold;
import ledger.account.HoldStatus;
import ledger.api.http.json.JsonWriter;
import ledger.fold.HoldRecord;
import ledger.fold.PastEvent;

/** A hold as answers show it. */
final class HoldJson {
    private HoldJson() {}

    /** The members of the open object. */
    static void members(JsonWriter out, HoldRecord hold) {
        Hold terms = hold.terms();
        Note note = hold.placed().note();
        PastEvent.Since since = hold.past().since();
        out.text("holdId", terms.id().text(hold.account()));
        out.text("userId", hold.account().value());
        out.credits("amount", terms.amount());
        out.text("status", since.status().name());
        out.time("expiresAt", terms.expiresAtMillis());
        out.time("createdAt", terms.createdAtMillis());
        out.text("reason", terms.reason().name());
        out.text("description", note.description());
        out.raw("metadata", note.metadata());
        out.text(
                "idempotencyKey",
                Objects.requireNonNull(hold.past().key(), "a hold without a key")
                        .value());
        out.text("actor", hold.past().actor());
        out.text(
                "transactionId",
                since.status() == HoldStatus.CAPTURED
                        ? new EntryId(hold.account(), since.closedBySequence()).toString()
                        : null);
    }
}
