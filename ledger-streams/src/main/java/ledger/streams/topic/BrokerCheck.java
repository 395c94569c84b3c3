package ledger.streams.topic;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/**
 * Checks that Kafka is new enough: the features that its cluster has switched on count, not those that its brokers
 * could have. From transaction version 2 on (KIP-890), each transaction has an epoch of its own. So a late record of a
 * replaced member cannot get into the transaction of its successor.
 */
public final class BrokerCheck {
    static final short TRANSACTION_VERSION_MIN = 2;
    /** 4.0-IV3, what 4.0 was released with. */
    static final short METADATA_VERSION_MIN = 25;

    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final String METADATA_VERSION = "metadata.version";
    private static final String UPGRADE =
            ": upgrade the brokers to Kafka 4.0 or later, then run `kafka-features.sh --bootstrap-server <server>"
                    + " upgrade --release-version 4.0`";

    private BrokerCheck() {}

    /** Throws {@link StartRefusedException} where it is too old. */
    public static void run(Admin admin) {
        check(BrokerAnswers.await(admin.describeFeatures().featureMetadata()).finalizedFeatures());
    }

    static void check(Map<String, FinalizedVersionRange> features) {
        require(features, METADATA_VERSION, METADATA_VERSION_MIN);
        require(features, TRANSACTION_VERSION, TRANSACTION_VERSION_MIN);
    }

    private static void require(Map<String, FinalizedVersionRange> features, String feature, short least) {
        FinalizedVersionRange range = features.get(feature);
        short found = range == null ? 0 : range.maxVersionLevel();
        if (found < least) {
            throw new StartRefusedException("Kafka's cluster runs with " + feature + " " + found
                    + " and the ledger needs " + least + " or later, as Kafka 4.0 has" + UPGRADE);
        }
    }
}
