package ledger.bench.recover;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Plain consumers on as many threads as replay has, which parse every event and keep nothing but their number. */
public final class ParseMain {
    private static final JsonMapper JSON = new JsonMapper();

    private ParseMain() {}

    /** Takes the broker's address; prints how many events there were. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        int partitions = TopicReader.partitionCount(arguments[0], Topics.EVENTS);
        int threads = Math.min(partitions, Runtime.getRuntime().availableProcessors());
        LongAdder events = new LongAdder();
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> ended = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int share = i;
                ended.add(readers.submit(() -> TopicReader.read(
                        arguments[0], List.of(Topics.EVENTS), share, threads, records -> parse(records, events))));
            }
            for (Future<?> one : ended) {
                one.get();
            }
        } finally {
            readers.shutdownNow();
        }
        System.out.println(events);
    }

    private static void parse(ConsumerRecords<byte[], byte[]> records, LongAdder events) {
        try {
            long parsed = 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (JSON.readTree(record.value()).has("userId")) {
                    parsed++;
                }
            }
            events.add(parsed);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
