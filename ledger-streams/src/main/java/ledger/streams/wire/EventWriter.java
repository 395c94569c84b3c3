package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import ledger.AccountId;
import ledger.EntryId;
import ledger.event.Booking;
import ledger.event.LedgerEvent;
import ledger.event.Posting;
import ledger.event.Rejection;
import ledger.fold.RecordedEvent;

/** Writes the members of one event but its hashes: the envelope, and those that its type has of its own. */
final class EventWriter implements LedgerEvent.Handler<Json.Body> {
    private final RecordedEvent recorded;
    private final AccountId account;

    private EventWriter(RecordedEvent recorded) {
        this.recorded = recorded;
        this.account = recorded.command().account();
    }

    static void write(JsonGenerator out, RecordedEvent recorded) throws IOException {
        EventWriter writer = new EventWriter(recorded);
        writer.writeEnvelope(out);
        recorded.event().accept(writer).writeTo(out);
    }

    @Override
    public Json.Body on(LedgerEvent.CreditsGranted event) {
        return out -> writeEntry(out, event.booking());
    }

    @Override
    public Json.Body on(LedgerEvent.CreditsDeducted event) {
        return out -> writeEntry(out, event.booking());
    }

    @Override
    public Json.Body on(LedgerEvent.CreditsSpent event) {
        return out -> writeEntry(out, event.booking());
    }

    @Override
    public Json.Body on(LedgerEvent.UsageCharged event) {
        return out -> {
            writeEntry(out, event.booking());
            UsageJson.write(out, "usage", event.usage());
            QuoteJson.write(out, "cost", event.cost());
            Json.timeOrNull(out, "usedAt", event.usedAtMillis());
        };
    }

    @Override
    public Json.Body on(LedgerEvent.EntryRefunded event) {
        return out -> {
            writeEntry(out, event.booking());
            out.writeStringField("relatedTransactionId", event.entry().toString());
        };
    }

    @Override
    public Json.Body on(LedgerEvent.CommandRejected event) {
        return out -> {
            Rejection rejection = event.rejection();
            out.writeStringField("kind", event.kind());
            out.writeStringField("code", rejection.code().name());
            out.writeStringField("message", rejection.message());
            out.writeObjectFieldStart("amounts");
            for (Map.Entry<String, Long> amount : rejection.amounts().entrySet()) {
                Decimals.writeMicros(out, amount.getKey(), amount.getValue());
            }
            out.writeEndObject();
        };
    }

    @Override
    public Json.Body on(LedgerEvent.CommandRepeated event) {
        return out -> out.writeNumberField("firstSequence", event.firstSequence());
    }

    @Override
    public Json.Body on(LedgerEvent.CommandConflicted event) {
        return out -> {
            out.writeStringField("field", event.field());
            out.writeNumberField("firstSequence", event.firstSequence());
        };
    }

    private void writeEnvelope(JsonGenerator out) throws IOException {
        out.writeStringField("id", recorded.id());
        out.writeStringField("type", recorded.event().accept(EventTypes.NAME_OF));
        out.writeNumberField("version", EventCodec.VERSION);
        out.writeStringField("userId", account.value());
        if (recorded.isChained()) {
            out.writeNumberField("sequence", recorded.sequence());
        } else {
            out.writeNullField("sequence");
        }
        out.writeStringField("time", IsoTime.text(recorded.timeMillis()));
        Json.timeOrNull(out, "effectiveAt", recorded.effectiveAtMillis());
        out.writeStringField("commandId", recorded.command().id());
        out.writeStringField("idempotencyKey", recorded.command().key().value());
        out.writeStringField("actor", recorded.command().actor());
        out.writeStringField("position", recorded.position().toString());
        out.writeArrayFieldStart("postings");
        for (Posting posting : recorded.event().postings()) {
            PostingJson.write(out, posting, account);
        }
        out.writeEndArray();
        Decimals.writeMicros(out, "balanceAfter", recorded.balanceAfterMicros());
    }

    private void writeEntry(JsonGenerator out, Booking booking) throws IOException {
        out.writeStringField("transactionId", new EntryId(account, recorded.sequence()).toString());
        BookingFields.write(out, booking, account);
    }
}
