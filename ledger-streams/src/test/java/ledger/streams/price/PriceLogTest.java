package ledger.streams.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ledger.UnavailableException;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceOutcome;
import ledger.streams.topic.Topics;
import ledger.streams.wire.PriceChangeCodec;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceLogTest {
    private static final long NOON_MILLIS = 1_795_348_800_000L;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOON_MILLIS));
    private static final ModelId MODEL = new ModelId("openai", "gpt-4");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final PriceLog prices = new PriceLog(producer, CLOCK, false);
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<byte[], byte[]> topic =
            driver.createInputTopic(Topics.PRICES, new ByteArraySerializer(), new ByteArraySerializer());

    @AfterEach
    void close() {
        driver.close();
        prices.close();
    }

    @Test
    void a_change_is_answered_once_it_is_folded_here() {
        prices.open();
        CompletableFuture<PriceOutcome> answer = prices.append(price(30)).toCompletableFuture();
        ProducerRecord<byte[], byte[]> appended = producer.history().get(0);
        producer.completeNext();
        boolean answeredByTheAcknowledgement = answer.isDone();

        topic.pipeInput(new TestRecord<>(appended.key(), appended.value(), appended.headers()));

        assertThat(answeredByTheAcknowledgement).isFalse();
        assertThat(answer.join()).isInstanceOf(PriceOutcome.Created.class);
        assertThat(appended.key()).isEqualTo("openai/gpt-4".getBytes(UTF_8));
        assertThat(cost()).isEqualByComparingTo("30");
    }

    @Test
    void changes_of_other_instances_count_too() {
        prices.open();

        topic.pipeInput(new byte[] {1}, PriceChangeCodec.write(price(1)));
        topic.pipeInput(new byte[] {1}, PriceChangeCodec.write(price(2)));

        assertThat(cost()).isEqualByComparingTo("2");
        assertThat(prices.current().version()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_is_passed_over() {
        prices.open();
        topic.pipeInput(new byte[] {1}, PriceChangeCodec.write(price(1)));

        topic.pipeInput(new byte[] {1}, "nonsense".getBytes(UTF_8));
        topic.pipeInput(new byte[] {1}, (byte[]) null);
        topic.pipeInput(null, PriceChangeCodec.write(price(2)));

        assertThat(cost()).isEqualByComparingTo("1");
        assertThat(prices.current().version()).isEqualTo(0);
    }

    @Test
    void there_is_no_rate_card_until_it_is_restored() {
        assertThatThrownBy(prices::current).isInstanceOf(UnavailableException.class);
    }

    @Test
    void a_change_that_the_broker_does_not_take_is_unavailable() {
        prices.open();
        CompletableFuture<PriceOutcome> answer = prices.append(price(30)).toCompletableFuture();

        producer.errorNext(new TimeoutException("nobody there"));

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UnavailableException.class);
    }

    private BigDecimal cost() {
        return prices.current().price(MODEL, NOON_MILLIS).orElseThrow().costPerMessage();
    }

    private static PriceChange price(long costPerMessage) {
        return new PriceChange.SetPrice(
                "admin",
                NOON_MILLIS,
                new PriceChange.Patch(
                        MODEL,
                        BigDecimal.valueOf(costPerMessage),
                        new PriceChange.Setting.Keep(),
                        Map.of(),
                        null,
                        null));
    }

    private TopologyTestDriver driver() {
        Topology topology = new Topology();
        prices.addTo(topology);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        return new TopologyTestDriver(topology, properties);
    }
}
