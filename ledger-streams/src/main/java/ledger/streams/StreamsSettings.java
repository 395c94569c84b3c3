package ledger.streams;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a node works with Kafka.
 *
 * @param bootstrapServers where Kafka is
 * @param clientProperties further properties for every Kafka client, such as SASL and TLS
 * @param applicationId the name of the deciding application, from which {@code <id>-ingest} derives
 * @param partitions of {@code ledger.commands} and {@code ledger.events}; counts only when the topics are created
 * @param replicationFactor of every topic that is created
 * @param standbyReplicas copies of each store on other instances
 * @param streamThreads that decide, 1 or more
 * @param commitIntervalMillis how often the fold is committed; answers do not wait for it
 * @param fsync whether the broker syncs commands, prices and webhooks before it acknowledges them
 * @param stateDirectory where stores are kept; its own for each instance
 * @param advertisedUrl how other instances reach this one
 * @param initializePricing whether an empty price log gets the default prices
 * @param priceFallback whether usage of an unknown model is charged as its provider's default
 * @param rules that this node can decide by
 * @param webhookPrivateTargets whether webhooks may go to private and link-local addresses, this machine's among them
 */
public record StreamsSettings(
        String bootstrapServers,
        Map<String, String> clientProperties,
        String applicationId,
        int partitions,
        int replicationFactor,
        int standbyReplicas,
        int streamThreads,
        int commitIntervalMillis,
        boolean fsync,
        Path stateDirectory,
        URI advertisedUrl,
        boolean initializePricing,
        boolean priceFallback,
        KnownRules rules,
        boolean webhookPrivateTargets) {
    public StreamsSettings {
        clientProperties = Collections.unmodifiableMap(new TreeMap<>(clientProperties));
    }
}
