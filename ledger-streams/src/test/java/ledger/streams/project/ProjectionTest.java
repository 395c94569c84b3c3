package ledger.streams.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import ledger.AccountId;
import ledger.Credits;
import ledger.Note;
import ledger.UnavailableException;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.query.DayTotals;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AccountId ANN = new AccountId("ann");
    private static final long DAY = 20_779;
    private static final long MIDNIGHT_MILLIS = DAY * 86_400_000;

    private final Happenings happenings = new Happenings();

    @Test
    void statistics_survive_a_restart_and_the_loss_of_their_store(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0))) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), directory.resolve("state"));
            StreamsSettings elsewhere = TestSettings.of(broker.bootstrapServers(), directory.resolve("elsewhere"));
            try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
                new TopicSetup(admin, settings).prepare();
            }
            publish(settings, happenings.bought(ANN, 10, MIDNIGHT_MILLIS));
            DayTotals first = project(settings, 1);
            publish(settings, happenings.spent(ANN, 4, Note.NONE, MIDNIGHT_MILLIS + 1));

            DayTotals restarted = project(settings, 2);
            DayTotals restored = project(elsewhere, 2);

            assertThat(first.added()).isEqualTo(Credits.of(10));
            assertThat(restarted.added()).isEqualTo(Credits.of(10));
            assertThat(restarted.used()).isEqualTo(Credits.of(4));
            assertThat(restarted.entries()).isEqualTo(2);
            assertThat(restored).isEqualTo(restarted);
        }
    }

    /** Runs a projection until it has reached a sequence, and gives the day it has then. */
    private static DayTotals project(StreamsSettings settings, long sequence) throws Exception {
        try (Projection projection =
                new Projection(settings, "node-1", TestSettings.PARTITIONS, InstantSource.system())) {
            projection.start();
            ProjectQueries queries = projection.queries();
            await().atMost(PATIENCE)
                    .ignoreException(UnavailableException.class)
                    .until(() -> queries.projectedSequence(ANN) >= 0);
            queries.projected(ANN, sequence).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(queries.days(ANN, DAY + 1, DAY + 100)).isEmpty();
            assertThat(queries.days(ANN, DAY, DAY)).hasSize(1);
            return queries.days(ANN, 0, DAY).get(0);
        }
    }

    private static void publish(StreamsSettings settings, byte[] event) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ClientProperties.ingestProducer(settings))) {
            producer.send(new ProducerRecord<>(Topics.EVENTS, KeyPartition.key(ANN), event))
                    .get();
        }
    }
}
