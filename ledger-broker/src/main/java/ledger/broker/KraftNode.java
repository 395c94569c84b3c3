package ledger.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A controller and a broker in one process, as {@link KafkaRaftServer} runs them, with one step more. Between the start
 * of the controller and that of the broker, the old broker is struck off, in case it was killed.
 *
 * <p>The controller believes that a killed broker is alive until its session ends. A broker that starts meanwhile reads
 * that it leads its partitions, so it goes on ending transactions. In the middle of that it learns that it leads none
 * until it has registered again. Kafka 4.3 then treats partitions without a leader as deleted and leaves their markers
 * out (TransactionMarkerChannelManager). The transaction counts as ended, and readers of committed records wait for
 * ever. A broker that was struck off leads nothing until it has registered, and ends transactions only then.
 */
final class KraftNode {
    private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);
    /** The only controller elects itself within a second of its start; a busy machine may take ten times as long. */
    private static final Duration STRIKE_OFF_MAX = Duration.ofSeconds(30);

    private static final Duration ELECTION_POLL = Duration.ofMillis(10);

    private final KafkaConfig config;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /**
     * Starts nothing yet.
     *
     * @param sockets gives each listener its socket
     */
    KraftNode(KafkaConfig config, ServerSocketFactory sockets) {
        this.config = config;
        LastWords.before(config.logDirs().stream().map(Path::of).toList());
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        QuorumConfig quorum = config.quorumConfig();
        Metrics metrics = Server$.MODULE$.initializeMetrics(
                config, Time.SYSTEM, directories._1().clusterId().orElseThrow());
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                sockets);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /** Returns when the broker takes requests; {@link #stop} even where it does not. */
    void start() {
        controller.startup();
        strikeOff();
        broker.startup();
    }

    /** Stops what was started, cleanly. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private void strikeOff() {
        long deadlineNanos = System.nanoTime() + STRIKE_OFF_MAX.toNanos();
        while (!tryStrikeOff(deadlineNanos)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("its controller is not elected within " + STRIKE_OFF_MAX);
            }
            LockSupport.parkNanos(ELECTION_POLL.toNanos());
        }
    }

    /** Returns whether the controller did it. It does so once it is elected. */
    private boolean tryStrikeOff(long deadlineNanos) {
        ControllerRequestContext asItself = new ControllerRequestContext(
                new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.of(deadlineNanos));
        try {
            controller.controller().unregisterBroker(asItself, config.nodeId()).get();
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof NotControllerException) {
                return false;
            }
            if (failed.getCause() instanceof BrokerIdNotRegisteredException) {
                return true; // It starts for the first time, or was struck off and killed before it had registered.
            }
            throw new IllegalStateException("the broker that was cannot be struck off: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", interrupted);
        }
    }
}
