package ledger.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Asks the operating system about ports of 127.0.0.1. */
final class LoopbackPort {
    private static final int ANY_BACKLOG = 1;

    private LoopbackPort() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = open(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that is free now; somebody else may take it before we do. */
    static int free() {
        return freeBeside(0);
    }

    /**
     * The same, but never the given port. That one is meant for something else and not bound yet, so it would count as
     * free.
     */
    static int freeBeside(int port) {
        try (ServerSocket socket = open(0)) {
            return socket.getLocalPort() == port ? free() : socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerStartException("no port of 127.0.0.1 is free: " + e.getMessage(), e);
        }
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, ANY_BACKLOG, InetAddress.getLoopbackAddress());
    }
}
