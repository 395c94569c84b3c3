package ledger.streams.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letter of a record that cannot be taken: its key, value and headers byte for byte, and then our
 * headers, which say why, from where and when.
 */
public final class DeadLetters {
    /** One word for programs: {@code MALFORMED}, {@code PRICE_NOT_FOUND}. */
    public static final String CODE = "ledger-code";
    /** Why, one line for people. */
    public static final String REASON = "ledger-reason";

    public static final String SOURCE_TOPIC = "ledger-source-topic";
    public static final String SOURCE_PARTITION = "ledger-source-partition";
    public static final String SOURCE_OFFSET = "ledger-source-offset";
    /** When it could not be taken, ISO 8601 UTC. */
    public static final String TIME = "ledger-time";

    /**
     * The bound on key, value and headers of one record. A topic that an operator made may take larger records. If
     * {@link #fits} says no, only our headers are sent, and they point to the record.
     */
    public static final int RECORD_BYTES_MAX = 8 << 20;

    /**
     * The lengths of a name and a value take a byte each if they are short. So a million empty headers are not a small
     * record.
     */
    private static final int HEADER_FRAMING_BYTES = 2;

    /** A reason may quote what was sent. */
    private static final int REASON_LENGTH_MAX = 1_000;

    private DeadLetters() {}

    /**
     * The headers of a dead letter: those it came with, then ours. A letter that was sent again keeps what it was told
     * first; the last of a name is the newest.
     */
    public static Headers headers(
            Headers original, String code, String reason, String topic, int partition, long offset, long timeMillis) {
        DeadLetterCounts.written(code);
        RecordHeaders headers = new RecordHeaders(original.toArray());
        add(headers, CODE, code);
        add(headers, REASON, reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX));
        add(headers, SOURCE_TOPIC, topic);
        add(headers, SOURCE_PARTITION, String.valueOf(partition));
        add(headers, SOURCE_OFFSET, String.valueOf(offset));
        add(headers, TIME, Instant.ofEpochMilli(timeMillis).toString());
        return headers;
    }

    /** A record as a letter: whole where it fits, else our headers alone. */
    public static ProducerRecord<byte[], byte @Nullable []> of(
            ConsumerRecord<byte[], byte @Nullable []> record, String code, String reason, long timeMillis) {
        boolean fits = fits(record.key(), record.value(), record.headers());
        Headers headers = headers(
                fits ? record.headers() : new RecordHeaders(),
                code,
                reason,
                record.topic(),
                record.partition(),
                record.offset(),
                timeMillis);
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, fits ? record.key() : null, fits ? record.value() : null, headers);
    }

    /** Whether a record can stand on the topic as a whole. */
    public static boolean fits(byte @Nullable [] key, byte @Nullable [] value, Headers original) {
        long bytes = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        for (Header header : original) {
            bytes += HEADER_FRAMING_BYTES + Utils.utf8Length(header.key());
            bytes += header.value() == null ? 0L : header.value().length;
        }
        return bytes <= RECORD_BYTES_MAX;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
