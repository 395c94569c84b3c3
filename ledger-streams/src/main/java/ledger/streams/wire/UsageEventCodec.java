package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ledger.streams.json.Decoded;
import ledger.streams.json.Members;

/**
 * Reads usage events from what {@code ledger.usage} holds: CloudEvents 1.0 in their three modes. Reading never throws:
 * anybody publishes there.
 */
public final class UsageEventCodec {
    /** One event. Four times what all our fields can fill, for the attributes that others put beside them. */
    public static final int EVENT_BYTES_MAX = 65_536;
    /** A batch of events. */
    public static final int BATCH_BYTES_MAX = 8 << 20;
    /** As many as a batch over HTTP has: each becomes a command, and all of them wait for one acknowledgement. */
    public static final int BATCH_EVENTS_MAX = 1_000;

    private UsageEventCodec() {}

    /** An event that is one JSON object. */
    public static Decoded<UsageEvent> readStructured(byte[] json) {
        return Decoded.of(json, EVENT_BYTES_MAX, in -> {
            UsageEventFields fields = new UsageEventFields();
            Members.readMessage(in, fields::member);
            return fields.event();
        });
    }

    /** An event whose attributes came beside its data. */
    public static Decoded<UsageEvent> readBinary(Map<String, String> attributes, byte[] data) {
        return Decoded.of(data, EVENT_BYTES_MAX, in -> {
            UsageEventFields fields = new UsageEventFields();
            attributes.forEach(fields::attribute);
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("data must be a JSON object");
            }
            fields.data(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something stands after the data");
            }
            return fields.event();
        });
    }

    /** The events of a batch, each as its own bytes to be read alone: one that is wrong does not spoil the others. */
    public static Decoded<List<byte[]>> splitBatch(byte[] json) {
        return Decoded.of(json, BATCH_BYTES_MAX, in -> {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("a batch must be a JSON list");
            }
            List<byte[]> events = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (events.size() == BATCH_EVENTS_MAX) {
                    throw new IllegalArgumentException(
                            "a batch has at most " + BATCH_EVENTS_MAX + " events; publish it in parts");
                }
                events.add(element(json, in));
            }
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something stands after the batch");
            }
            return events;
        });
    }

    private static byte[] element(byte[] json, JsonParser in) throws IOException {
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        // A scalar is read no further than its first byte until somebody asks for it.
        in.finishToken();
        return Arrays.copyOfRange(json, start, (int) in.currentLocation().getByteOffset());
    }
}
