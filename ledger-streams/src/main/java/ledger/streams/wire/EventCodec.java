package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import ledger.event.EventFacts;
import ledger.event.EventTypes;
import ledger.event.LedgerEvent;
import ledger.fold.EventEnvelope;
import ledger.fold.RecordedEvent;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.MessageType;
import ledger.message.ValueTypes;
import ledger.message.Values;
import ledger.streams.json.JsonMessage;
import ledger.streams.json.JsonText;
import ledger.streams.json.JsonValues;
import ledger.streams.json.Members;

/**
 * Events as JSON, as they are published on {@code ledger.events}: {@code {"id", "type", "version", "userId",
 * "sequence", "time", "effectiveAt", "commandId", "idempotencyKey", "actor", "position", "postings", "balanceAfter",
 * …the fields of the type…, "previousHash", "hash"}}, always in this order, so that equal events are equal bytes.
 *
 * <p>A member without a value is null; only {@code previousHash} and {@code hash} are absent from an event that is not
 * chained. The hash is SHA-256 over the 32 bytes that {@code previousHash} stands for, followed by the published bytes
 * from the first brace up to and without {@code ,"hash":"…"}} at the end.
 */
public final class EventCodec {
    /**
     * How large an event can become: 128 postings between grants whose ids carry a user id of 384 bytes, the terms of
     * as many grants, and the largest note. The topic takes more.
     */
    public static final int BYTES_MAX = 256 << 10;

    private static final int BUFFER_BYTES = 1_024;

    private static final Map<String, Whole> BY_NAME = new HashMap<>();

    static {
        for (MessageType<? extends LedgerEvent, EventFacts> type : EventTypes.ALL.all()) {
            BY_NAME.put(type.name(), Whole.of(type));
        }
    }

    private EventCodec() {}

    /** An event ready for the topic. */
    public static final class Published {
        private final byte[] json;
        private final String hash;

        private Published(byte[] json, String hash) {
            this.json = json;
            this.hash = hash;
        }

        /** Its bytes; not copied, not to be changed. */
        public byte[] json() {
            return json;
        }

        /** Its hash, lower-case hex; empty when it is not chained. */
        public String hash() {
            return hash;
        }
    }

    /** Writes an event and chains it to its {@code previousHash}; its own {@code hash} is not looked at. */
    public static Published publish(RecordedEvent event) {
        Buffer bytes = new Buffer();
        String name = EventTypes.ALL.of(event.event()).name();
        Whole whole = Members.required(BY_NAME.get(name), name);
        String hash = "";
        try (JsonGenerator out = JsonText.generator(bytes)) {
            out.writeStartObject();
            new JsonValues(out, event.command().account()).members(whole.written(), event);
            if (event.isChained()) {
                out.writeStringField("previousHash", event.previousHash());
                out.flush();
                hash = bytes.hash(event.previousHash());
                out.writeStringField("hash", hash);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Published(bytes.toByteArray(), hash);
    }

    /** Reads a published event. Throws {@link IllegalArgumentException} for what this ledger did not write. */
    public static RecordedEvent read(byte[] json) {
        try (JsonParser in = JsonText.parser(json)) {
            Whole whole = BY_NAME.get(Members.required(JsonMessage.text(json, "type"), "type"));
            if (whole == null) {
                throw new IllegalArgumentException("type is of no event known to this build");
            }
            JsonMessage message = new JsonMessage(in, json);
            RecordedEvent event = whole.make(new Values(message.whole(whole.read())));
            message.requireOf(event.command().account());
            return event;
        } catch (IOException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not an event of this ledger", e);
        }
    }

    /**
     * Whether the published bytes of a chained event give its hash; false for one that is not chained. That its
     * {@code previousHash} is the hash of the event before it is for the reader to compare.
     */
    public static boolean hashHolds(byte[] json) {
        return HashChain.holds(json);
    }

    /**
     * Events of one type.
     *
     * @param type its declaration
     * @param written all fields but the hashes, which follow from what was written
     * @param read all fields
     */
    private record Whole(
            MessageType<? extends LedgerEvent, EventFacts> type,
            Fields<RecordedEvent> written,
            Fields<RecordedEvent> read,
            Field<String> previousHash,
            Field<String> hash) {
        static Whole of(MessageType<? extends LedgerEvent, EventFacts> type) {
            Fields<RecordedEvent> written = EventEnvelope.with(type);
            Fields.Declaration<RecordedEvent> of = new Fields.Declaration<>();
            of.add(written, event -> event);
            Field<String> previousHash = of.unless("", "previousHash", ValueTypes.TEXT, RecordedEvent::previousHash);
            Field<String> hash = of.unless("", "hash", ValueTypes.TEXT, RecordedEvent::hash);
            return new Whole(type, written, of.done(), previousHash, hash);
        }

        RecordedEvent make(Values in) {
            return EventEnvelope.read(type, in, in.get(previousHash), in.get(hash));
        }
    }

    /** Lets what was written so far be hashed without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(BUFFER_BYTES);
        }

        String hash(String previousHash) {
            return HashChain.hash(previousHash, buf, count);
        }
    }
}
