package ledger.streams;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import ledger.streams.query.Readiness;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** The state of Kafka Streams' threads, by its own metrics. */
final class StreamThreads {
    private static final String THREAD = "-StreamThread-";

    private StreamThreads() {}

    static Readiness.Threads of(Deciding deciding) {
        return new Readiness.Threads(
                () -> deciding.streams().state() == KafkaStreams.State.RUNNING,
                () -> !deciding.isRepairing() && hasStopped(deciding.streams().state()),
                () -> stillSeconds(deciding.streams()));
    }

    /** The longest time in seconds for which a thread has not asked for commands. Empty if none ever has. */
    static OptionalDouble stillSeconds(KafkaStreams streams) {
        return values(streams, "last-poll-seconds-ago", "client-id")
                .filter(seconds -> seconds >= 0)
                .max();
    }

    /** The longest commit of the last minute, seconds. */
    static double commitSecondsMax(KafkaStreams streams) {
        return seconds(values(streams, "commit-latency-max", "thread-id").max());
    }

    /** The average commit of the last minute in seconds, of the thread with the longest average. */
    static double commitSecondsAverage(KafkaStreams streams) {
        return seconds(values(streams, "commit-latency-avg", "thread-id").max());
    }

    /** How many commits there were. */
    static double commits(KafkaStreams streams) {
        return values(streams, "commit-total", "thread-id").sum();
    }

    private static double seconds(OptionalDouble millis) {
        return millis.isPresent() ? millis.getAsDouble() / 1_000 : Double.NaN;
    }

    private static boolean hasStopped(KafkaStreams.State state) {
        return switch (state) {
            case ERROR, PENDING_ERROR, NOT_RUNNING -> true;
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> false;
        };
    }

    /** One value for each stream thread that has one. */
    private static DoubleStream values(KafkaStreams streams, String name, String tag) {
        return streams.metrics().entrySet().stream()
                .filter(metric -> isOfThread(metric.getKey(), name, tag))
                .map(Map.Entry::getValue)
                .map(Metric::metricValue)
                .filter(Double.class::isInstance)
                .mapToDouble(value -> (Double) value)
                .filter(value -> !Double.isNaN(value));
    }

    /** Metrics of a thread and of its command consumer, not of its restore consumer. */
    private static boolean isOfThread(MetricName metric, String name, String tag) {
        String of = metric.tags().getOrDefault(tag, "");
        boolean isTask = metric.tags().containsKey("task-id");
        return metric.name().equals(name) && of.contains(THREAD) && !of.endsWith("-restore-consumer") && !isTask;
    }
}
