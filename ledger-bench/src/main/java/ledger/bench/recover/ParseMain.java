package ledger.bench.recover;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** A plain consumer that parses every event and keeps nothing but their number. */
public final class ParseMain {
    private static final JsonMapper JSON = new JsonMapper();

    private ParseMain() {}

    /** Takes the broker's address; prints how many events there were. */
    public static void main(String[] arguments) {
        AtomicLong events = new AtomicLong();
        TopicReader.read(arguments[0], List.of(Topics.EVENTS), records -> parse(records, events));
        System.out.println(events);
    }

    private static void parse(ConsumerRecords<byte[], byte[]> records, AtomicLong events) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (JSON.readTree(record.value()).has("userId")) {
                    events.incrementAndGet();
                }
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
