package ledger.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server over many connections from one thread, which costs little of the two processors that everybody
 * shares.
 */
public final class LoadClient implements Closeable {
    private static final double NANOS_PER_SECOND = 1e9;
    /** No shorter than the shortest sleep of the system, and short enough to delay a request by little. */
    private static final long NAP_NANOS = 50_000;
    /** A server that has answered nothing for so long hangs. */
    private static final long SILENCE_NANOS_MAX = 60_000_000_000L;

    private static final long SELECT_MILLIS = 100;
    /** Of an item in the answer to a batch. */
    private static final byte[] SUCCEEDED = "\"status\":201".getBytes(StandardCharsets.US_ASCII);

    /** From the status of an item that did not succeed, as much of it as a person reads. */
    private static final Pattern FAILED = Pattern.compile("\"status\":(?!201).{1,300}");

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Requests requests;
    private final Set<Integer> expected;
    private Latencies latencies = new Latencies();
    private Map<Integer, Long> statuses = new TreeMap<>();
    private long lastAnswerNanos;
    private int lastBodyBytes;
    private int itemsMin;

    /**
     * Connects so many callers.
     *
     * @param expected the statuses that are no failure
     */
    public LoadClient(URI server, int callers, Requests requests, Set<Integer> expected) throws IOException {
        this.requests = requests;
        this.expected = Set.copyOf(expected);
        selector = Selector.open();
        for (int caller = 0; caller < callers; caller++) {
            connections.add(new Connection(new InetSocketAddress(server.getHost(), server.getPort()), selector));
        }
    }

    /** How many bytes the body of an answer has. */
    public static int bodyBytes(URI server, byte[] request) throws IOException {
        try (LoadClient client = new LoadClient(server, 1, () -> request, Set.of(200))) {
            client.closedLoop(0);
            return client.lastBodyBytes;
        }
    }

    /** From now on an answer to a batch is a failure unless this many items succeeded. */
    public LoadClient expectItems(int atLeast) {
        itemsMin = atLeast;
        return this;
    }

    /** Every caller asks again as soon as it is answered, for so long. */
    public Load closedLoop(double seconds) throws IOException {
        begin();
        long start = System.nanoTime();
        long end = start + (long) (seconds * NANOS_PER_SECOND);
        for (Connection connection : connections) {
            connection.send(requests.next(), System.nanoTime());
        }
        int asking = connections.size();
        while (asking > 0) {
            requireAnswers();
            selector.select(SELECT_MILLIS);
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = answered(key);
                if (connection != null) {
                    if (System.nanoTime() < end) {
                        connection.send(requests.next(), System.nanoTime());
                    } else {
                        asking--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return load(start);
    }

    /** Sends requests at a fixed rate for so long, whatever becomes of earlier ones. */
    public Load openLoop(double perSecond, double seconds) throws IOException {
        begin();
        long count = Math.max(1, Math.round(perSecond * seconds));
        Deque<Connection> idle = new ArrayDeque<>(connections);
        Schedule schedule = new Schedule(System.nanoTime(), perSecond);
        long sent = 0;
        while (latencies.count() < count) {
            requireAnswers();
            while (sent < count && !idle.isEmpty() && schedule.atNanos(sent) <= System.nanoTime()) {
                idle.pop().send(requests.next(), schedule.atNanos(sent++));
            }
            if (selector.selectNow() == 0) {
                LockSupport.parkNanos(NAP_NANOS);
                continue;
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = answered(key);
                if (connection != null) {
                    idle.push(connection);
                }
            }
            selector.selectedKeys().clear();
        }
        return load(schedule.startNanos());
    }

    private void begin() {
        latencies = new Latencies();
        statuses = new TreeMap<>();
        lastAnswerNanos = System.nanoTime();
    }

    /** The connection of a key, where its answer is whole now. */
    private @Nullable Connection answered(SelectionKey key) throws IOException {
        Connection connection = (Connection) key.attachment();
        if (key.isWritable()) {
            connection.flush();
        }
        Answer answer = key.isReadable() ? connection.receive() : null;
        if (answer == null) {
            return null;
        }
        lastAnswerNanos = System.nanoTime();
        if (!expected.contains(answer.status())) {
            throw new IOException("answered " + answer.status() + ": " + answer.body());
        }
        if (itemsMin > 0 && answer.count(SUCCEEDED) < itemsMin) {
            throw new IOException("only " + answer.count(SUCCEEDED) + " items of a batch succeeded, and at least "
                    + itemsMin + " must; one that did not: " + failedItem(answer.body()));
        }
        latencies.add(lastAnswerNanos - connection.countsFromNanos());
        lastBodyBytes = answer.bodyBytes();
        statuses.merge(answer.status(), 1L, Long::sum);
        return connection;
    }

    private static String failedItem(String body) {
        Matcher failed = FAILED.matcher(body);
        return failed.find() ? failed.group() : "none";
    }

    private void requireAnswers() throws IOException {
        if (System.nanoTime() - lastAnswerNanos > SILENCE_NANOS_MAX) {
            throw new IOException("the server has not answered for a minute");
        }
    }

    private Load load(long startNanos) {
        double seconds = (lastAnswerNanos - startNanos) / NANOS_PER_SECOND;
        return new Load(latencies.count() / seconds, latencies, statuses);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
