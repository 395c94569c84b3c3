package ledger.streams.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClientPropertiesTest {
    @Test
    void what_the_ledger_relies_on_cannot_be_overridden() {
        StreamsSettings settings = TestSettings.with(Map.of(
                "acks", "1",
                "transactional.id", "x",
                "partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner",
                "isolation.level", "read_uncommitted",
                "security.protocol", "SSL"));

        for (Map<String, Object> producer : List.of(
                ClientProperties.commandProducers(settings).get(0),
                ClientProperties.ingestProducer(settings),
                ClientProperties.waitedProducer(settings, "prices", ClientProperties.BLOCK_MILLIS))) {
            assertThat(producer)
                    .containsEntry("acks", "all")
                    .containsEntry("security.protocol", "SSL")
                    .doesNotContainKeys("transactional.id", "partitioner.class");
        }
        assertThat(ClientProperties.ingestConsumer(settings, "a")).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void kafka_accepts_every_set_of_properties() {
        StreamsSettings settings = TestSettings.with(Map.of());

        assertThatCode(() -> {
                    new KafkaProducer<>(
                                    ClientProperties.commandProducers(settings).get(0))
                            .close();
                    new KafkaProducer<>(ClientProperties.ingestProducer(settings)).close();
                    new KafkaProducer<>(
                                    ClientProperties.waitedProducer(settings, "prices", ClientProperties.BLOCK_MILLIS))
                            .close();
                    new KafkaConsumer<>(ClientProperties.ingestConsumer(settings, "a-1")).close();
                    Admin.create(ClientProperties.admin(settings)).close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void several_producers_share_the_commands_where_they_are_synced() {
        StreamsSettings synced = TestSettings.synced("127.0.0.1:9092", Path.of("state"));

        assertThat(ClientProperties.commandProducers(TestSettings.with(Map.of())))
                .hasSize(1);
        assertThat(ClientProperties.commandProducers(synced))
                .extracting(properties -> properties.get("client.id"))
                .containsExactly("ledger-commands-0", "ledger-commands-1");
    }
}
