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
import ledger.fold.PastEvent;

/** An entry as answers show it: a transaction. */
final class EntryJson {
    private EntryJson() {}

    /** The members of the open object. */
    static void members(JsonWriter out, Entry entry) {
        PastEvent past = entry.past();
        Booking booking = entry.booking();
        EntryId related = past.event().related();
        out.text("id", entry.id().toString());
        out.text("userId", entry.id().account().value());
        out.number("sequence", entry.id().sequence());
        out.text("transactionType", booking.type().name());
        out.text("reason", booking.reason().name());
        out.credits("amount", booking.amountMicros());
        out.credits("balanceAfter", past.balanceAfterMicros());
        out.text("description", booking.note().description());
        out.raw("metadata", booking.note().metadata());
        out.time("createdAt", past.timeMillis());
        IdempotencyKey key = past.key();
        out.text("idempotencyKey", key == null ? null : key.value());
        out.text("relatedTransactionId", related == null ? null : related.toString());
        out.credits("refundedAmount", past.since().refunded());
        CostJson.member(out, past.event().cost());
        out.text("actor", past.actor());
        out.text("hash", past.hash());
        beside(out, entry);
    }

    /** What only some entries have. */
    private static void beside(JsonWriter out, Entry entry) {
        AccountId account = entry.id().account();
        List<Grant> grants = entry.booking().grants();
        out.text("grantId", grants.isEmpty() ? null : grants.get(0).id().text(account));
        out.time("effectiveAt", entry.past().effectiveAtMillis());
        if (entry.past().event() instanceof HoldCaptured capture) {
            out.text("holdId", capture.hold().text(account));
            out.credits("released", capture.released());
            out.credits("debt", capture.debt());
        } else if (owedMicros(entry) > 0) {
            out.credits("debt", owedMicros(entry));
        }
    }

    private static long owedMicros(Entry entry) {
        return entry.booking().postings().stream()
                .filter(posting -> posting.source() instanceof Book.Debt)
                .mapToLong(posting -> posting.amount().micros())
                .sum();
    }
}
