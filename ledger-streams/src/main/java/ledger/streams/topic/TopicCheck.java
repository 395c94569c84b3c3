package ledger.streams.topic;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/** Checks that the ledger can run on topics that existed before it. */
final class TopicCheck {
    private TopicCheck() {}

    /** The partition count of the command log, which the events must share for a user to stay in one place. */
    static int partitions(Map<String, Integer> countByTopic) {
        int commands = count(Topics.COMMANDS, countByTopic);
        int events = count(Topics.EVENTS, countByTopic);
        if (commands != events) {
            throw new StartRefusedException(Topics.COMMANDS + " has " + commands + " partitions and " + Topics.EVENTS
                    + " has " + events + ": they must have the same number and it can never change; restore the topics"
                    + " or start with new ones");
        }
        int prices = count(Topics.PRICES, countByTopic);
        if (prices != 1) {
            throw new StartRefusedException(Topics.PRICES + " has " + prices
                    + " partitions: price changes need one order; recreate the topic with 1 partition");
        }
        return commands;
    }

    /** Refuses a topic that lacks a setting its plan requires. */
    static void settings(TopicPlan plan, Config found) {
        new TreeMap<>(plan.required()).forEach((setting, required) -> {
            ConfigEntry entry = found.get(setting);
            String value = entry == null ? "unknown" : entry.value();
            if (!required.equals(value)) {
                throw new StartRefusedException("topic " + plan.name() + " has " + setting + "=" + value + " and needs "
                        + setting + "=" + required + ": set it with kafka-configs, or start with a new topic");
            }
        });
        room(plan, found);
    }

    /** What the fold publishes must fit: one record that does not would be tried, and fail, at every start. */
    private static void room(TopicPlan plan, Config found) {
        ConfigEntry entry = found.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        String needed = plan.preferred().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        boolean isPublished = plan.name().equals(Topics.EVENTS) || plan.name().equals(Topics.DEAD_LETTERS);
        if (isPublished && entry != null && needed != null && Long.parseLong(entry.value()) < Long.parseLong(needed)) {
            throw new StartRefusedException("topic " + plan.name() + " has max.message.bytes=" + entry.value()
                    + " and needs at least " + needed + ": set it with kafka-configs");
        }
    }

    private static int count(String topic, Map<String, Integer> countByTopic) {
        return Objects.requireNonNull(countByTopic.get(topic), topic);
    }
}
