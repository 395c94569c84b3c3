package ledger.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/** One connection. It measures the pace of its client as bytes come and go. */
final class ClientEndPoint extends SocketChannelEndPoint {
    private final Connections connections;
    private final InetAddress address;
    private final Pace pace = new Pace(System.nanoTime());
    private long heldBytes;

    ClientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            Connections connections)
            throws IOException {
        super(channel, selector, key, scheduler);
        this.connections = connections;
        this.address = channel.getRemoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    static ClientEndPoint of(Context context) {
        Request request = ServletContextRequest.getServletContextRequest(context.req());
        return (ClientEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
    }

    InetAddress address() {
        return address;
    }

    Pace pace() {
        return pace;
    }

    /** Says how much memory of the ledger's its request holds while its client sends, or takes, the rest of it. */
    void hold(long bytes) {
        connections.hold(this, bytes);
    }

    /** Guarded by the lock of the connections. */
    long heldBytes() {
        return heldBytes;
    }

    /** Guarded by the lock of the connections. */
    void setHeldBytes(long bytes) {
        heldBytes = bytes;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        connections.opened(this);
    }

    @Override
    public void onClose(Throwable cause) {
        connections.closed(this);
        super.onClose(cause);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int count = super.fill(buffer);
        if (count > 0) {
            pace.received(count, System.nanoTime());
        }
        return count;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = BufferUtil.remaining(buffers);
        boolean isAll = super.flush(buffers);
        pace.sent(before - BufferUtil.remaining(buffers), isAll, System.nanoTime());
        return isAll;
    }

    /**
     * Ends the connection at once. Bytes that the system still keeps for the client are thrown away, because the client
     * may never take them.
     */
    void cutOff(String reason) {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException closedAlready) {
            return;
        }
        close(new EofException(reason));
    }
}
