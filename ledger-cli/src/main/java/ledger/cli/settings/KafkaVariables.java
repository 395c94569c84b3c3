package ledger.cli.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka client properties from variables such as {@code LEDGER_KAFKA_SECURITY_PROTOCOL}. */
final class KafkaVariables {
    static final String PREFIX = Setting.PREFIX + "KAFKA_";

    /** Properties that the ledger relies on. It sets them itself. */
    private static final Set<String> OURS = Set.of(
            "acks",
            "auto.offset.reset",
            "client.id",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "linger.ms",
            "partitioner.class",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    private KafkaVariables() {}

    /** Those of the variables that are no settings of our own. */
    static Map<String, String> of(Map<String, String> variables) {
        Map<String, String> properties = new TreeMap<>();
        variables.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !isSetting(variable)) {
                properties.put(property(variable), value);
            }
        });
        return properties;
    }

    private static String property(String variable) {
        String property =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        if (OURS.contains(property)) {
            throw new SettingException(variable, "cannot be set: the ledger chooses " + property + " itself");
        }
        if (!known().contains(property)) {
            throw new SettingException(variable, "no Kafka client has a property " + property);
        }
        return property;
    }

    private static boolean isSetting(String variable) {
        return variable.equals(Setting.KAFKA_BOOTSTRAP_SERVERS.variable())
                || variable.equals(Setting.KAFKA_PORT.variable());
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>(AdminClientConfig.configNames());
        names.addAll(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        return names;
    }
}
