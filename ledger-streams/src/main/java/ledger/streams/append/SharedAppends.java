package ledger.streams.append;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>What a command costs the broker, the consumer and the stream thread is mostly the batch it comes in. The producers
 * linger for a batch to fill; where fewer than {@value #SIBLINGS_MIN} callers wait, the one that sends is told not to.
 * This is what {@code commit_delay} and {@code commit_siblings} are to Postgres. Order is kept, since a partition keeps
 * its producer.
 */
public final class SharedAppends implements AutoCloseable {
    /**
     * With few callers, waiting for others only makes each of them slower; where the line is drawn matters little: of
     * 16 and 24 neither was better.
     */
    static final int SIBLINGS_MIN = 16;

    private static final Logger LOG = LoggerFactory.getLogger(SharedAppends.class);

    private final List<Lane> lanes;
    private final Map<Integer, Lane> lanesByPartition = new ConcurrentHashMap<>();
    private final AtomicInteger dealt = new AtomicInteger();
    private final IntSupplier waiting;

    /**
     * The producers stay the caller's to close.
     *
     * @param producers linger; partitions fall to them in turn, as commands first come for them, so that each producer
     *     has a like share of the partitions that this node has served, whichever they are
     * @param waiting how many callers wait for an answer
     * @param threads makes a thread for each producer that hurries it, since that blocks until all has been sent
     */
    public SharedAppends(
            List<? extends Producer<byte[], byte[]>> producers, IntSupplier waiting, ThreadFactory threads) {
        this.lanes =
                producers.stream().map(producer -> new Lane(producer, threads)).toList();
        this.waiting = waiting;
    }

    /** As its producer sends it; the command says to which partition. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of a failure.
    void send(ProducerRecord<byte[], byte[]> command, Callback callback) {
        Lane lane = lanesByPartition.computeIfAbsent(command.partition(), first -> nextLane());
        lane.producer.send(command, callback);
        if (waiting.getAsInt() < SIBLINGS_MIN) {
            lane.hurrying.execute(lane::hurry);
        }
    }

    private Lane nextLane() {
        return lanes.get(dealt.getAndIncrement() % lanes.size());
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.hurrying.shutdown());
    }

    /** A producer, and who hurries it. */
    private static final class Lane {
        private final Producer<byte[], byte[]> producer;
        private final ThreadPoolExecutor hurrying;

        Lane(Producer<byte[], byte[]> producer, ThreadFactory threads) {
            this.producer = producer;
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

        void hurry() {
            try {
                producer.flush();
            } catch (InterruptException stopped) {
                LOG.debug("no longer hurrying");
            }
        }
    }
}
