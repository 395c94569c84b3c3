package ledger.bench.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection that is kept alive, with one request at a time on it. */
final class Connection implements Closeable {
    private static final int BUFFER_BYTES = 16 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private @Nullable ByteBuffer out;
    private long countsFromNanos;

    Connection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request whose latency counts from a moment. */
    void send(byte[] request, long fromNanos) throws IOException {
        countsFromNanos = fromNanos;
        out = ByteBuffer.wrap(request);
        flush();
    }

    /** Sends what is left of the request. */
    void flush() throws IOException {
        ByteBuffer left = out;
        if (left == null) {
            return;
        }
        channel.write(left);
        if (left.hasRemaining()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } else {
            out = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Reads what there is, and returns the answer once it is whole; null before. */
    @Nullable
    Answer receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed a connection that was to be kept");
        }
        Answer answer = Answer.of(in.array(), in.position());
        if (answer != null) {
            in.clear();
        } else if (!in.hasRemaining()) {
            int filled = in.position();
            in = ByteBuffer.wrap(Arrays.copyOf(in.array(), filled * 2));
            in.position(filled);
        }
        return answer;
    }

    long countsFromNanos() {
        return countsFromNanos;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
