package ledger.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its KRaft controller in this JVM, listening on 127.0.0.1 only.
 *
 * <p>Its data survives a restart and a killed process. Only this class and {@link KraftNode} use Kafka's internals,
 * which may change with any release of Kafka.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** Kafka's defaults for a listener. */
    private static final int BACKLOG = 50;

    private static final int RECEIVE_BUFFER_BYTES = 100 << 10;

    private final KraftNode node;
    private final DirectoryLock lock;
    private final int port;

    private EmbeddedBroker(KraftNode node, DirectoryLock lock, int port) {
        this.node = node;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Returns when the broker takes requests.
     *
     * @throws BrokerStartException when the port is taken, or the directory is in use or cannot be written
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        DirectoryLock lock = DirectoryLock.take(settings.dataDirectory());
        try {
            return start(settings, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** For {@code bootstrap.servers} of clients on this machine. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops cleanly, so that the next start need not recover; clients should be closed before. */
    @Override
    public void close() {
        node.stop();
        lock.close();
        LOG.info("broker stopped port={}", port);
    }

    private static EmbeddedBroker start(BrokerSettings settings, DirectoryLock lock) {
        Path logDirectory = settings.dataDirectory().resolve("log");
        formatOnce(logDirectory);
        ServerSocketChannel clients = bind(settings.port());
        ServerSocketChannel controller = bind(0);
        try {
            int port = clients.socket().getLocalPort();
            KraftNode node = startNode(logDirectory, clients, controller);
            LOG.info("broker started port={} directory={}", port, logDirectory);
            return new EmbeddedBroker(node, lock, port);
        } catch (RuntimeException e) {
            Utils.closeQuietly(clients, "clients' port");
            Utils.closeQuietly(controller, "controller's port");
            throw e;
        }
    }

    private static KraftNode startNode(Path logDirectory, ServerSocketChannel clients, ServerSocketChannel controller) {
        Map<String, String> properties = BrokerProperties.of(
                logDirectory,
                clients.socket().getLocalPort(),
                controller.socket().getLocalPort());
        KraftNode node = new KraftNode(
                new KafkaConfig(properties, false),
                (listener, address, backlog, receiveBufferBytes) ->
                        listener.equals(BrokerProperties.CONTROLLER_LISTENER) ? controller : clients);
        try {
            node.start();
            return node;
        } catch (RuntimeException e) {
            node.stop();
            throw new BrokerStartException("the broker on %s does not start: %s".formatted(logDirectory, e), e);
        }
    }

    /** Nobody else can take it from now on. Who connects waits until the broker takes requests. */
    private static ServerSocketChannel bind(int port) {
        try {
            return ServerSocketFactory.INSTANCE.openServerSocket(
                    "", new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG, RECEIVE_BUFFER_BYTES);
        } catch (KafkaException | IOException e) {
            throw new BrokerStartException(
                    port == 0
                            ? "no port of 127.0.0.1 is free: " + e.getMessage()
                            : "LEDGER_KAFKA_PORT: port %d of 127.0.0.1 is taken; stop what listens there, or set another port, or 0 to have a free one picked"
                                    .formatted(port),
                    e);
        }
    }

    /**
     * Formats in another directory and then moves it to its final place, so that a crash leaves no half-formatted log.
     */
    private static void formatOnce(Path logDirectory) {
        if (Files.exists(logDirectory)) {
            return;
        }
        Path unfinished = logDirectory.resolveSibling("log.unfinished");
        try {
            Utils.delete(unfinished.toFile());
            format(unfinished);
            Files.move(unfinished, logDirectory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BrokerStartException("LEDGER_DATA_DIR: %s cannot be written: %s".formatted(logDirectory, e), e);
        }
    }

    private static void format(Path directory) {
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter = new Formatter()
                .setPrintStream(quiet)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory.toString())
                .setUnstableFeatureVersionsEnabled(false);
        formatter.addDirectory(directory.toString());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new BrokerStartException("the broker's log in %s cannot be formatted: %s".formatted(directory, e), e);
        }
    }
}
