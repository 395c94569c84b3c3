package ledger.streams.topology;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets commands share requests and syncs where many callers wait, and sends at once where few do. Thread-safe.
 *
 * <p>What a command costs the broker, the consumer and the stream thread is mostly the batch it comes in. The producer
 * lingers for a batch to fill; where fewer than {@value #SIBLINGS_MIN} callers wait, it is told not to. This is what
 * {@code commit_delay} and {@code commit_siblings} are to Postgres. Order is kept, since there is one producer.
 */
public final class SharedAppends implements AutoCloseable {
    /**
     * With few callers, waiting for others only makes each of them slower; where the line is drawn matters little: of
     * 16 and 24 neither was better.
     */
    static final int SIBLINGS_MIN = 16;

    private static final Logger LOG = LoggerFactory.getLogger(SharedAppends.class);

    private final Producer<byte[], byte[]> producer;
    private final IntSupplier waiting;
    private final ThreadPoolExecutor hurrying;

    /**
     * The producer stays the caller's to close.
     *
     * @param producer lingers
     * @param waiting how many callers wait for an answer
     * @param threads makes the one thread that hurries the producer, since that blocks until all has been sent
     */
    public SharedAppends(Producer<byte[], byte[]> producer, IntSupplier waiting, ThreadFactory threads) {
        this.producer = producer;
        this.waiting = waiting;
        // One that waits for its turn covers all that was sent before it began: further ones may be discarded.
        hurrying = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** As the producer sends it. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of a failure.
    void send(ProducerRecord<byte[], byte[]> command, Callback callback) {
        producer.send(command, callback);
        if (waiting.getAsInt() < SIBLINGS_MIN) {
            hurrying.execute(this::hurry);
        }
    }

    @Override
    public void close() {
        hurrying.shutdown();
    }

    private void hurry() {
        try {
            producer.flush();
        } catch (InterruptException stopped) {
            LOG.debug("no longer hurrying");
        }
    }
}
