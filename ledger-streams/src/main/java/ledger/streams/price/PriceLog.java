package ledger.streams.price;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ledger.UnavailableException;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceOutcome;
import ledger.pricing.RateCard;
import ledger.pricing.RateCards;
import ledger.streams.StreamsSettings;
import ledger.streams.json.Decoded;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.PriceChangeCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The price log. It appends changes, each as one record, however many prices it sets. It holds the rate card that this
 * instance folds from the log. Use: {@link #addTo} a topology, start Kafka Streams, then {@link #open}.
 */
public final class PriceLog implements RateCards, AutoCloseable {
    /** A header that tells an instance that a change is its own. */
    static final String CHANGE_ID = "ledger-change-id";

    private static final String STORE = "prices";
    private static final String SOURCE = "prices-source";
    private static final String PROCESSOR = "prices-fold";
    /** As long as any answer of the ledger may take. */
    private static final long WAIT_MILLIS = 5_000;
    /** A change that is on its way may still be sent while closing. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private static final String ACTOR = "ledger";

    private final PriceState state = new PriceState();
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final boolean initializePricing;

    public PriceLog(StreamsSettings settings, InstantSource clock) {
        this(
                new KafkaProducer<>(ClientProperties.waitedProducer(settings, "prices", ClientProperties.BLOCK_MILLIS)),
                clock,
                settings.initializePricing());
    }

    PriceLog(Producer<byte[], byte[]> producer, InstantSource clock, boolean initializePricing) {
        this.producer = producer;
        this.clock = clock;
        this.initializePricing = initializePricing;
    }

    /**
     * Folds the price log for a global store of the topology, beside whatever else it does. Nothing is ever put into
     * the store: it is not on disk, so Kafka Streams gives the log from its first change to the processor at every
     * start.
     */
    public void addTo(Topology topology) {
        state.clear();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.PRICES,
                PROCESSOR,
                () -> new PriceProcessor(state));
    }

    /**
     * Serves the rate card. To be called after {@code KafkaStreams.start} has returned, because global stores are
     * restored by then. Adds the default prices to an empty price log if the settings say so, and returns when they are
     * in force.
     */
    public void open() {
        state.restored();
        if (initializePricing && state.isEmpty()) {
            PriceChange change = new PriceChange.InitializePrices(ACTOR, clock.millis(), false);
            try {
                append(change).toCompletableFuture().join();
            } catch (CompletionException e) {
                throw new UnavailableException("the default prices could not be put in", e);
            }
        }
    }

    /** How many records of the price log were no price changes, since the start. */
    public long skipped() {
        return state.skipped();
    }

    @Override
    public RateCard current() {
        return state.card();
    }

    @Override
    public CompletionStage<PriceOutcome> append(PriceChange change) {
        byte[] value = PriceChangeCodec.write(change);
        if (value.length > PriceChangeCodec.BYTES_MAX) {
            return CompletableFuture.completedFuture(new PriceOutcome.Refused(
                    "prices",
                    "the change takes " + value.length + " bytes and the limit is " + PriceChangeCodec.BYTES_MAX
                            + ": import in parts"));
        }
        if (PriceChangeCodec.read(value) instanceof Decoded.Malformed<PriceChange> unreadable) {
            return CompletableFuture.completedFuture(new PriceOutcome.Refused("prices", unreadable.reason()));
        }
        String changeId = UUID.randomUUID().toString();
        CompletableFuture<PriceOutcome> outcome = state.await(changeId);
        send(
                new ProducerRecord<>(
                        Topics.PRICES,
                        null,
                        PriceChangeCodec.key(change).getBytes(UTF_8),
                        value,
                        List.of(new RecordHeader(CHANGE_ID, changeId.getBytes(UTF_8)))),
                outcome);
        return outcome.orTimeout(WAIT_MILLIS, TimeUnit.MILLISECONDS).exceptionallyCompose(PriceLog::unknown);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }

    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<PriceOutcome> outcome) {
        try {
            Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> fail(outcome, failure));
        } catch (KafkaException | IllegalStateException e) {
            fail(outcome, e);
        }
    }

    /** On another thread, because the producer's thread has other records to send. */
    private static void fail(CompletableFuture<PriceOutcome> outcome, @Nullable Exception failure) {
        if (failure != null) {
            outcome.completeAsync(() -> {
                throw new CompletionException(failure);
            });
        }
    }

    private static CompletionStage<PriceOutcome> unknown(Throwable failure) {
        return CompletableFuture.failedFuture(new UnavailableException(
                "whether the price change counts is not known yet; look the price up and try again", failure));
    }
}
