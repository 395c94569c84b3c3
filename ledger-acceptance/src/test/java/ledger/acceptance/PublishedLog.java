package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.AccountId;
import ledger.fold.RecordedEvent;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the ledger has published, read back.
 *
 * @param events in the order of their partitions
 * @param deadLetters where each dead letter comes from
 */
record PublishedLog(List<RecordedEvent> events, List<String> deadLetters) {
    /** Reads it once all of it is committed. */
    static PublishedLog of(LedgerTopics topics) {
        await().until(() -> ends(topics, "read_committed").equals(ends(topics, "read_uncommitted")));
        return new PublishedLog(
                topics.readAll("ledger.events").stream()
                        .map(record -> EventCodec.read(record.value()))
                        .toList(),
                topics.readAll("ledger.dead-letters").stream()
                        .map(PublishedLog::source)
                        .toList());
    }

    /** Each event is there once, each command has those of one decision, and accounts are chained without a gap. */
    void requireSound(String where) {
        Set<String> ids = new HashSet<>();
        Map<AccountId, RecordedEvent> last = new HashMap<>();
        for (RecordedEvent event : events) {
            assertThat(ids.add(event.id()))
                    .as("%s: %s is there once", where, event.id())
                    .isTrue();
            if (event.isChained()) {
                RecordedEvent before = last.put(event.command().account(), event);
                assertThat(event.sequence())
                        .as("%s: %s follows", where, event.id())
                        .isEqualTo(before == null ? 1 : before.sequence() + 1);
                assertThat(event.previousHash())
                        .as("%s: %s is chained", where, event.id())
                        .isEqualTo(before == null ? RecordedEvent.GENESIS_HASH : before.hash());
            }
        }
        assertThat(deadLetters).as("%s: dead letters", where).doesNotHaveDuplicates();
    }

    private static Map<TopicPartition, Long> ends(LedgerTopics topics, String isolation) {
        Map<TopicPartition, Long> ends = new HashMap<>(topics.ends("ledger.events", isolation));
        ends.putAll(topics.ends("ledger.dead-letters", isolation));
        return ends;
    }

    private static String source(ConsumerRecord<byte[], byte[]> letter) {
        return List.of("ledger-source-topic", "ledger-source-partition", "ledger-source-offset").stream()
                .map(name -> LedgerTopics.header(letter, name))
                .collect(Collectors.joining(" "));
    }
}
