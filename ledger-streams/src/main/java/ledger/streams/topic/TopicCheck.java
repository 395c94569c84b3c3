package ledger.streams.topic;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;

/** Whether the ledger can run on topics that were there before it. */
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
    }

    private static int count(String topic, Map<String, Integer> countByTopic) {
        return Objects.requireNonNull(countByTopic.get(topic), topic);
    }
}
