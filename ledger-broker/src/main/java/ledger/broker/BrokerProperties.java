package ledger.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The settings of the embedded broker that differ from Kafka's, and why they do. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    /** Room for a price import of 8 MiB in one record; topics set smaller limits of their own. */
    private static final int MESSAGE_MAX_BYTES = 10 * 1024 * 1024;

    /** The cleaner needs at least 1 MiB for one thread. This holds about 150,000 keys in one pass. */
    private static final int CLEANER_DEDUPE_BYTES = 4 * 1024 * 1024;

    /**
     * A day, which is longer than a laptop sleeps overnight. A start need not wait for the old broker, because it
     * removes it first.
     */
    private static final int SESSION_MILLIS = 24 * 60 * 60 * 1000;

    private BrokerProperties() {}

    static Map<String, String> of(Path logDirectory, int clientPort, int controllerPort) {
        Map<String, String> properties = new TreeMap<>();
        identity(properties, logDirectory, clientPort, controllerPort);
        singleNode(properties);
        nothingExpires(properties);
        quickStart(properties);
        small(properties);
        return properties;
    }

    private static void identity(Map<String, String> properties, Path directory, int clientPort, int controllerPort) {
        String client = CLIENT_LISTENER + "://127.0.0.1:" + clientPort;
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", text(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("listeners", client + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", client);
        properties.put("listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
        properties.put("log.dirs", directory.toString());
    }

    private static void singleNode(Map<String, String> properties) {
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("message.max.bytes", text(MESSAGE_MAX_BYTES));
    }

    /** The log is the ledger. If a committed offset expired, it would look as if the fold had never run. */
    private static void nothingExpires(Map<String, String> properties) {
        properties.put("log.retention.ms", "-1");
        properties.put("log.retention.bytes", "-1");
        properties.put("offsets.retention.minutes", text(Integer.MAX_VALUE));
        properties.put("transactional.id.expiration.ms", text(Integer.MAX_VALUE));
    }

    /** After kill -9 nobody should wait for the dead process, so short sessions and short timers are allowed. */
    private static void quickStart(Map<String, String> properties) {
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        // The default of producers, because chat services may publish usage in transactions.
        properties.put("transaction.max.timeout.ms", "60000");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("broker.heartbeat.interval.ms", "200");
        // Nobody could take over, so a broker stays in the cluster even if a sleeping machine kept it from its
        // heartbeats. If it were fenced for a moment, transactions that end just then would hang, see KraftNode.
        properties.put("broker.session.timeout.ms", text(SESSION_MILLIS));
        properties.put("controller.quorum.election.timeout.ms", "100");
        properties.put("controller.quorum.election.backoff.max.ms", "100");
    }

    /**
     * This is one machine with one quorum member and few clients. Kafka's defaults are for a server with many cores.
     */
    private static void small(Map<String, String> properties) {
        properties.put("num.network.threads", "2");
        // Some threads may be syncing commands. Everything else goes on meanwhile.
        properties.put("num.io.threads", "8");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "1");
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
        properties.put("log.cleaner.threads", "1");
        properties.put("log.cleaner.dedupe.buffer.size", text(CLEANER_DEDUPE_BYTES));
        // Nobody follows this controller, so it need not write and sync a heartbeat twice a second.
        properties.put("metadata.max.idle.interval.ms", "0");
    }

    private static String text(int value) {
        return Integer.toString(value);
    }
}
