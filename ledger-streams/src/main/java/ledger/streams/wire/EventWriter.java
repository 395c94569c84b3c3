package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.IsoTime;
import ledger.event.Posting;
import ledger.fold.RecordedEvent;

/** Writes the members of one event but its hashes: the envelope, and those that its type has of its own. */
final class EventWriter {
    private EventWriter() {}

    static void write(JsonGenerator out, RecordedEvent recorded) throws IOException {
        writeEnvelope(out, recorded);
        recorded.event().accept(new EventBody(recorded)).writeTo(out);
    }

    private static void writeEnvelope(JsonGenerator out, RecordedEvent recorded) throws IOException {
        AccountId account = recorded.command().account();
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
        IdempotencyKey key = recorded.command().key();
        Json.textOrNull(out, "idempotencyKey", key == null ? null : key.value());
        out.writeStringField("actor", recorded.command().actor());
        out.writeStringField("position", recorded.position().toString());
        out.writeArrayFieldStart("postings");
        for (Posting posting : recorded.event().postings()) {
            PostingJson.write(out, posting, account);
        }
        out.writeEndArray();
        Decimals.writeMicros(out, "balanceAfter", recorded.balanceAfterMicros());
    }
}
