package ledger.streams.topic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Takes keys and values as they are, up to a bound. Of a longer one it keeps only the length. So only one record of a
 * compressed batch is in memory at a time, however far the batch inflates.
 */
public final class BoundedBytes implements Deserializer<byte @Nullable []> {
    private static final String UNREAD = "ledger-unread-bytes";

    /** How many bytes a record had whose value was not kept; 0 for any other. */
    public static long unread(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(UNREAD);
        if (record.value() != null || header == null || header.value() == null) {
            return 0;
        }
        byte[] digits = header.value();
        return digits.length == Long.BYTES ? ByteBuffer.wrap(digits).getLong() : 0;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte[] bytes) {
        return bytes.length <= DeadLetters.RECORD_BYTES_MAX ? bytes : null;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, ByteBuffer bytes) {
        if (bytes.remaining() <= DeadLetters.RECORD_BYTES_MAX) {
            return Utils.toArray(bytes);
        }
        // Key and value are parts of the one buffer that the whole record was unpacked into.
        Arrays.stream(headers.toArray()).forEach(header -> headers.remove(header.key()));
        headers.add(
                UNREAD,
                ByteBuffer.allocate(Long.BYTES).putLong(bytes.remaining()).array());
        return null;
    }
}
