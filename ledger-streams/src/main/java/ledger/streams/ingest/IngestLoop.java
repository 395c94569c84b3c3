package ledger.streams.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ledger.UnavailableException;
import ledger.streams.service.SideService;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a batch, appends its commands, waits until all are acknowledged, commits, and repeats. If the broker fails, it
 * goes back to the first record of the batch and tries again, for ever. Some commands are then appended twice with the
 * same keys, and the decider charges them once. Any other failure ends the loop, and the service begins another.
 */
final class IngestLoop implements SideService.Life {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);

    private static final Duration COMMIT_WAIT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS_MIN = 100;
    /** Far below the longest time between polls that the group allows. */
    private static final long PAUSE_MILLIS_MAX = 5_000;

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final Producer<byte[], byte @Nullable []> producer;
    private final UsageIntake intake;
    private final InstantSource clock;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final IngestCounts counts;

    /** Whether each poll unpacks only one record, so that the position is that of a record that cannot be unpacked. */
    private final boolean isCareful;

    /** Whether something was appended whose offsets are not committed yet. */
    private boolean isCommitDue;

    private long pauseMillis = PAUSE_MILLIS_MIN;

    IngestLoop(
            Consumer<byte[], byte @Nullable []> consumer,
            Producer<byte[], byte @Nullable []> producer,
            UsageIntake intake,
            InstantSource clock,
            IngestCounts counts) {
        this.consumer = consumer;
        this.producer = producer;
        this.intake = intake;
        this.clock = clock;
        this.counts = counts;
        isCareful = counts.isMemoryShort;
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(Topics.USAGE));
            while (!isStopping()) {
                turn();
            }
            commitAtLast();
        } catch (OutOfMemoryError tooLarge) {
            counts.isMemoryShort = true;
            throw tooLarge;
        } finally {
            closeClients();
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        consumer.wakeup();
    }

    private void closeClients() {
        consumer.close();
        producer.close();
    }

    /**
     * Takes one batch. Failures of the broker or the rate card pass by themselves; any other failure ends the thread.
     */
    private void turn() {
        try {
            appendOrRewind();
            commit();
            recovered();
            measureLag();
        } catch (WakeupException e) {
            if (!isStopping()) {
                throw e;
            }
        } catch (FencedInstanceIdException e) {
            throw new IllegalStateException("another node runs with this node's state directory, or a copy of it", e);
        } catch (KafkaException | UnavailableException e) {
            pause(e);
        }
    }

    private void appendOrRewind() {
        IngestBatch batch = new IngestBatch();
        try {
            boolean isBlocked = batch.fill(consumer, isCareful);
            append(batch);
            if (isBlocked) {
                putAside();
            }
        } catch (RuntimeException e) {
            batch.rewind(consumer);
            throw e;
        }
    }

    private void append(IngestBatch batch) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        long charges = 0;
        long letters = 0;
        for (ConsumerRecord<byte[], byte @Nullable []> record : batch.records()) {
            Appends appends = intake.take(record);
            charges += appends.charged();
            letters += appends.hasDeadLetter() ? 1 : 0;
            appends.records(clock.millis()).forEach(append -> sent.add(send(append)));
        }
        sent.forEach(IngestLoop::acknowledged);
        isCommitDue |= !batch.records().isEmpty();
        counts.charged.addAndGet(charges);
        counts.deadLetters.addAndGet(letters);
    }

    /**
     * A record that cannot be sent ends the batch at once, because each further record would block as long as this one
     * did.
     */
    private Future<RecordMetadata> send(ProducerRecord<byte[], byte @Nullable []> append) {
        Future<RecordMetadata> sent = producer.send(append);
        if (sent.isDone()) {
            acknowledged(sent);
        }
        return sent;
    }

    private static void acknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread of ingest", e);
        }
    }

    /** Skips the records that do not fit into memory. */
    private void putAside() {
        for (ConsumerRecord<byte[], byte @Nullable []> place : Oversized.find(consumer)) {
            LOG.error("record does not fit into memory partition={} offset={}", place.partition(), place.offset());
            acknowledged(send(DeadLetters.of(place, UsageIntake.TOO_LARGE, Oversized.REASON, clock.millis())));
            consumer.seek(new TopicPartition(place.topic(), place.partition()), place.offset() + 1);
            counts.deadLetters.incrementAndGet();
            isCommitDue = true;
        }
    }

    private void commit() {
        if (isCommitDue) {
            consumer.commitSync(COMMIT_WAIT);
            isCommitDue = false;
        }
    }

    /** Does the commit that the call to stop interrupted. Otherwise the batch would be read and appended once more. */
    private void commitAtLast() {
        try {
            commit();
        } catch (KafkaException e) {
            LOG.info("last batch not committed reason={}", e.toString());
        }
    }

    private void measureLag() {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong of = consumer.currentLag(partition);
            sum += of.isPresent() ? of.getAsLong() : 0;
        }
        counts.lag.set(sum);
    }

    private void recovered() {
        if (counts.failure != null) {
            LOG.info("ingest goes on");
            counts.failure = null;
            pauseMillis = PAUSE_MILLIS_MIN;
        }
    }

    private void pause(RuntimeException cause) {
        if (counts.failure == null) {
            LOG.warn("ingest waits and tries again reason={}", cause.toString());
        }
        counts.failure = cause.toString();
        try {
            // Ends early when the loop is to stop.
            if (!stopping.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                pauseMillis = Math.min(pauseMillis * 2, PAUSE_MILLIS_MAX);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread of ingest", e);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
