package ledger.streams.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.account.Book;
import ledger.account.Posting;
import ledger.fold.RecordedEvent;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what was published, which is all that an auditor has: what no ledger wrote, and what somebody has published
 * again, is passed over.
 */
final class Books {
    private final Map<String, Long> balances = new HashMap<>();
    private final Set<String> hashes = new HashSet<>();
    private int events;

    /** Reads every event; the balance after each is the one before and what its postings moved. Returns how many. */
    static int balance(StreamsSettings settings) {
        Books books = new Books();
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "auditor"))) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.EVENTS).stream()
                    .map(partition -> new TopicPartition(Topics.EVENTS, partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(200)).forEach(books::add);
            }
        }
        return books.events;
    }

    private void add(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        if (value == null || !EventCodec.hashHolds(value)) {
            return;
        }
        RecordedEvent event = EventCodec.read(value);
        if (hashes.add(event.hash())) {
            add(event);
        }
    }

    private void add(RecordedEvent event) {
        long after = balances.getOrDefault(event.command().account().value(), 0L);
        for (Posting posting : event.event().postings()) {
            long micros = posting.amount().micros();
            after -= posting.source().side() == Book.Side.OUTSIDE ? 0 : micros;
            after += posting.target().side() == Book.Side.OUTSIDE ? 0 : micros;
        }
        assertThat(event.balanceAfterMicros()).as(event.id()).isEqualTo(after);
        balances.put(event.command().account().value(), after);
        events++;
    }
}
