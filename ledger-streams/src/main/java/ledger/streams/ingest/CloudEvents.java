package ledger.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.streams.json.Decoded;
import ledger.streams.wire.UsageEvent;
import ledger.streams.wire.UsageEventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Finds out in which mode of CloudEvents a record was published, and reads it in that mode. */
final class CloudEvents {
    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCH = "application/cloudevents-batch";
    private static final String ATTRIBUTE_PREFIX = "ce_";

    private CloudEvents() {}

    /** The events of a record. A batch may have several, or none; any other record has exactly one. */
    static List<Decoded<UsageEvent>> read(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        if (value == null) {
            return malformed("the record has no value");
        }
        String contentType = contentType(record.headers());
        if (contentType.startsWith(BATCH)) {
            return isJson(contentType) ? readBatch(value) : malformed("a batch of CloudEvents must be JSON");
        }
        if (contentType.startsWith(STRUCTURED)) {
            return isJson(contentType)
                    ? List.of(UsageEventCodec.readStructured(value))
                    : malformed("a CloudEvent must be JSON");
        }
        if (record.headers().lastHeader(ATTRIBUTE_PREFIX + "specversion") != null) {
            return readBinary(record.headers(), contentType, value);
        }
        // Published without headers, as some tools do; the specversion inside says whether it is one.
        return List.of(UsageEventCodec.readStructured(value));
    }

    private static List<Decoded<UsageEvent>> readBatch(byte[] value) {
        Decoded<List<byte[]>> events = UsageEventCodec.splitBatch(value);
        if (events instanceof Decoded.Malformed<List<byte[]>> malformed) {
            return malformed(malformed.reason());
        }
        return ((Decoded.Valid<List<byte[]>>) events)
                .value().stream().map(UsageEventCodec::readStructured).toList();
    }

    private static List<Decoded<UsageEvent>> readBinary(Headers headers, String contentType, byte[] value) {
        if (!contentType.isEmpty() && !isJson(contentType)) {
            return malformed("content-type must be JSON");
        }
        Map<String, String> attributes = new HashMap<>();
        for (Header header : headers) {
            if (header.key().startsWith(ATTRIBUTE_PREFIX) && header.value() != null) {
                try {
                    attributes.put(header.key().substring(ATTRIBUTE_PREFIX.length()), text(header));
                } catch (CharacterCodingException e) {
                    return malformed("a header " + ATTRIBUTE_PREFIX + "… is not UTF-8");
                }
            }
        }
        return List.of(UsageEventCodec.readBinary(attributes, value));
    }

    /** The media type in lower case, parameters aside; empty where there is none. */
    private static String contentType(Headers headers) {
        for (Header header : headers) {
            if (header.key().equalsIgnoreCase(CONTENT_TYPE) && header.value() != null) {
                return new String(header.value(), UTF_8)
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static boolean isJson(String mediaType) {
        return mediaType.endsWith("+json") || mediaType.endsWith("/json");
    }

    /** Strict, because a replaced character could make two identities the same. */
    private static String text(Header header) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(header.value())).toString();
    }

    private static List<Decoded<UsageEvent>> malformed(String reason) {
        return List.of(new Decoded.Malformed<>(reason));
    }
}
