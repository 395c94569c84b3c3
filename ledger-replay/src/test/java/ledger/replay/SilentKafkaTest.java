package ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ledger.UnavailableException;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SilentKafkaTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);
    private static final long NOON = 1_767_614_400_000L; // 2026-01-05T12:00Z

    @Test
    void events_that_are_due_and_do_not_come_are_not_waited_for_without_end(@TempDir Path directory) throws Exception {
        try (EventTopic topic = EventTopic.create(directory, 1)) {
            topic.send(new Recording().bought("ann", 5, NOON).published());
            ReplayRequest request = new ReplayRequest(topic.bootstrapServers(), Map.of(), null, null, null);
            Fold fold = new Fold(null);
            FoldWorker share = new FoldWorker(request, 1, Map.of(0, fold));
            try (KafkaConsumer<byte[], byte[]> consumer = FoldWorker.consumer(request, "silent")) {
                consumer.assign(List.of(PARTITION));
                consumer.seekToBeginning(List.of(PARTITION));

                assertThatThrownBy(() -> share.readTo(Map.of(PARTITION, 2L), consumer, Duration.ofMillis(300)))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining(topic.bootstrapServers())
                        .hasMessageContaining("more events are due");
            }
            assertThat(fold.report().events()).isEqualTo(1);
        }
    }
}
