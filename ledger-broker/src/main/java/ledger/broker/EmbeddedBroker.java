package ledger.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
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

    /**
     * A free port can be taken between asking and binding. If that happens five times in a row, something else is
     * wrong.
     */
    private static final int MAX_ATTEMPTS = 5;

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
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() == 0 ? LoopbackPort.free() : settings.port();
            if (!LoopbackPort.isFree(port)) {
                throw portTaken(port, null);
            }
            try {
                KraftNode node = startNode(logDirectory, port, LoopbackPort.freeBeside(port));
                LOG.info("broker started port={} directory={}", port, logDirectory);
                return new EmbeddedBroker(node, lock, port);
            } catch (PortLostException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw portTaken(port, e);
                }
            }
        }
    }

    private static KraftNode startNode(Path logDirectory, int port, int controllerPort) throws PortLostException {
        KafkaConfig config = new KafkaConfig(BrokerProperties.of(logDirectory, port, controllerPort), false);
        KraftNode node = new KraftNode(config);
        try {
            node.start();
            return node;
        } catch (RuntimeException e) {
            node.stop();
            if (isBindFailure(e)) {
                throw new PortLostException(e);
            }
            throw new BrokerStartException("the broker on %s does not start: %s".formatted(logDirectory, e), e);
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static BrokerStartException portTaken(int port, @Nullable Throwable cause) {
        return new BrokerStartException(
                "LEDGER_KAFKA_PORT: port %d of 127.0.0.1 is taken; stop what listens there, or set another port, or 0 to have a free one picked"
                        .formatted(port),
                cause);
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
            deleteRecursively(unfinished);
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

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** Somebody took the port between the look and the bind. */
    private static final class PortLostException extends Exception {
        private static final long serialVersionUID = 1L;

        PortLostException(Throwable cause) {
            super(cause);
        }
    }
}
