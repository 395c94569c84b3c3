package ledger.api.http;

import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections. If there are too many, in all or from one address, the slowest is closed to let the new one in.
 * A client that is too slow with a request it has begun is closed in any case. Thread-safe.
 */
final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long LOOK_SECONDS = 1;
    /** Stores and Kafka's clients need open files too, so connections must not take all of them. */
    private static final int FILES_SHARE = 2;
    /** One customer has all the IPv6 addresses that share this many first bytes. */
    private static final int IPV6_NETWORK_BYTES = 8;

    /** The part of the heap for incomplete bodies and for answers that were not taken yet. */
    private static final int HELD_SHARE = 8;

    private static final long HELD_BYTES_MAX = Runtime.getRuntime().maxMemory() / HELD_SHARE;

    private final HttpLimits limits;
    private final ConnectionGroup all;
    private final Map<ByteBuffer, ConnectionGroup> byAddress = new HashMap<>();
    private long heldBytes;
    private int cutSinceLook;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "http-connections");
        thread.setDaemon(true);
        return thread;
    });

    Connections(HttpLimits limits) {
        this.limits = limits;
        this.all = new ConnectionGroup(max(limits.connections()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the executor, and cannot fail.
    void start() {
        looks.scheduleAtFixedRate(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void opened(ClientEndPoint newest) {
        List<ClientEndPoint> leaving = new ArrayList<>(2);
        synchronized (this) {
            ConnectionGroup ofAddress = byAddress.computeIfAbsent(
                    network(newest.address()), network -> new ConnectionGroup(limits.connectionsPerAddress()));
            all.add(newest);
            ofAddress.add(newest);
            makeRoom(ofAddress, newest, leaving);
            makeRoom(all, newest, leaving);
        }
        leaving.forEach(slowest -> slowest.cutOff("too many connections are open, and this was the slowest"));
    }

    /** If all connections together hold too much memory, the slowest of those that hold some is closed. */
    void hold(ClientEndPoint holder, long bytes) {
        List<ClientEndPoint> leaving = new ArrayList<>();
        synchronized (this) {
            if (!all.members().contains(holder)) {
                return;
            }
            setHeld(holder, bytes);
            for (ClientEndPoint slow = slowestIfFull(); slow != null; slow = slowestIfFull()) {
                leave(slow, leaving);
            }
        }
        leaving.forEach(slow -> slow.cutOff("clients hold too much memory, and this was the slowest"));
    }

    synchronized void closed(ClientEndPoint connection) {
        all.remove(connection);
        setHeld(connection, 0);
        ByteBuffer network = network(connection.address());
        ConnectionGroup ofAddress = byAddress.get(network);
        if (ofAddress != null) {
            ofAddress.remove(connection);
            if (ofAddress.isEmpty()) {
                byAddress.remove(network);
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void makeRoom(ConnectionGroup group, ClientEndPoint newest, List<ClientEndPoint> leaving) {
        ClientEndPoint slowest = group.isOver() ? group.slowestBut(newest, limits.bytesPerSecond()) : null;
        if (slowest != null) {
            leave(slowest, leaving);
        }
    }

    private @Nullable ClientEndPoint slowestIfFull() {
        return heldBytes > HELD_BYTES_MAX ? all.slowestHolder(limits.bytesPerSecond()) : null;
    }

    private void leave(ClientEndPoint slow, List<ClientEndPoint> leaving) {
        closed(slow);
        leaving.add(slow);
        cutSinceLook++;
    }

    private void setHeld(ClientEndPoint holder, long bytes) {
        heldBytes += bytes - holder.heldBytes();
        holder.setHeldBytes(bytes);
    }

    private void look() {
        List<ClientEndPoint> tooSlow = new ArrayList<>();
        int cut;
        synchronized (this) {
            long now = System.nanoTime();
            for (ClientEndPoint connection : all.members()) {
                if (connection.pace().isTooSlow(limits.bytesPerSecond(), now)) {
                    tooSlow.add(connection);
                }
            }
            cut = cutSinceLook;
            cutSinceLook = 0;
        }
        tooSlow.forEach(slow -> slow.cutOff("slower than the least rate"));
        if (cut + tooSlow.size() > 0) {
            LOG.warn("connections cut off full={} slow={}", cut, tooSlow.size());
        }
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length);
    }

    private static int max(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.UnixOperatingSystemMXBean system) {
            long possible = system.getMaxFileDescriptorCount() / FILES_SHARE;
            if (possible > 0 && possible < wanted) {
                LOG.warn("fewer connections than set, for want of open files set={} possible={}", wanted, possible);
                return (int) possible;
            }
        }
        return wanted;
    }
}
