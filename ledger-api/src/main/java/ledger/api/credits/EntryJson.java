package ledger.api.credits;

import java.util.List;
import ledger.AccountId;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.api.http.json.JsonWriter;
import ledger.event.Booking;
import ledger.event.HoldCaptured;
import ledger.fold.Entry;

/** An entry as answers show it: a transaction. */
final class EntryJson {
    private EntryJson() {}

    /** The members of the open object. */
    static void members(JsonWriter out, Entry entry) {
        Booking booking = entry.booking();
        EntryId related = entry.related();
        out.text("id", entry.id().toString());
        out.text("userId", entry.id().account().value());
        out.number("sequence", entry.id().sequence());
        out.text("transactionType", booking.type().name());
        out.text("reason", booking.reason().name());
        out.credits("amount", booking.amountMicros());
        out.credits("balanceAfter", entry.balanceAfterMicros());
        out.text("description", booking.note().description());
        out.raw("metadata", booking.note().metadata());
        out.time("createdAt", entry.createdAtMillis());
        IdempotencyKey key = entry.key();
        out.text("idempotencyKey", key == null ? null : key.value());
        out.text("relatedTransactionId", related == null ? null : related.toString());
        out.credits("refundedAmount", entry.refunded());
        CostJson.member(out, entry.cost());
        out.text("actor", entry.actor());
        out.text("hash", entry.hash());
        beside(out, entry);
    }

    /** What only some entries have. */
    private static void beside(JsonWriter out, Entry entry) {
        AccountId account = entry.id().account();
        List<Grant> grants = entry.grants();
        out.text("grantId", grants.isEmpty() ? null : grants.get(0).id().text(account));
        out.time("effectiveAt", entry.effectiveAtMillis());
        HoldCaptured capture = entry.capture();
        if (capture != null) {
            out.text("holdId", capture.hold().text(account));
            out.credits("released", capture.released());
            out.credits("debt", capture.debt());
        } else if (owedMicros(entry) > 0) {
            out.credits("debt", owedMicros(entry));
        }
    }

    private static long owedMicros(Entry entry) {
        return entry.postings().stream()
                .filter(posting -> posting.source() instanceof Book.Debt)
                .mapToLong(posting -> posting.amount().micros())
                .sum();
    }
}
