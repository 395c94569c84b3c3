package ledger.streams;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ledger.streams.ingest.UsageIngest;
import ledger.streams.meter.Meters;
import ledger.streams.progress.RestoreProgress;
import ledger.streams.store.StoreSizes;
import ledger.streams.topic.DeadLetterCounts;
import ledger.streams.topic.TopicSizes;
import ledger.streams.webhook.WebhookDelivery;
import org.apache.kafka.streams.KafkaStreams;

/** Metrics of a node about its parts other than the fold. */
final class NodeMeters {
    private final Meters meters;
    private final Meters.Table deadLetters;
    private final Meters.Table storeBytes;
    private final Meters.Table memtableBytes;
    private final Meters.Table topicRecords;
    private final Meters.Table topicBytes;

    NodeMeters(Meters meters) {
        this.meters = meters;
        deadLetters = meters.table("ledger.dead.letters", "Dead letters written since the start", "code");
        storeBytes = meters.table("ledger.store.disk.bytes", "Files of a store", "store");
        memtableBytes = meters.table("ledger.store.memtable.bytes", "What of a store is not in a file yet", "store");
        topicRecords = meters.table("ledger.topic.records", "Offsets from a topic's first record to its end", "topic");
        topicBytes = meters.table("ledger.topic.bytes", "A topic on the disks of all brokers", "topic");
    }

    void bind(Supplier<KafkaStreams> decide, RestoreProgress restores, UsageIngest ingest, WebhookDelivery webhooks) {
        bindCommits(decide);
        bindRestores(restores);
        bindIngest(ingest);
        bindWebhooks(webhooks);
        meters.gauge("ledger.store.cache.bytes", "What the cache of all stores holds", StoreSizes::cacheBytes);
        meters.gauge("ledger.store.cache.max.bytes", "What it may hold", StoreSizes::cacheBytesMax);
    }

    /** Updates the metrics that are not computed when somebody reads them. */
    void sampled(Map<String, TopicSizes.Size> topics) {
        topicRecords.set(values(topics, TopicSizes.Size::records));
        Map<String, TopicSizes.Size> told = new TreeMap<>(topics);
        told.values().removeIf(size -> size.bytes() == TopicSizes.Size.NOT_TOLD);
        topicBytes.set(values(told, TopicSizes.Size::bytes));
        Map<String, StoreSizes.Size> stores = StoreSizes.byStore();
        storeBytes.set(values(stores, StoreSizes.Size::diskBytes));
        memtableBytes.set(values(stores, StoreSizes.Size::memtableBytes));
        deadLetters.set(DeadLetterCounts.byCode());
    }

    private void bindCommits(Supplier<KafkaStreams> decide) {
        meters.gauge(
                "ledger.commit.max.seconds",
                "The longest commit of the last minute",
                () -> StreamThreads.commitSecondsMax(decide.get()));
        meters.gauge(
                "ledger.commit.avg.seconds",
                "How long a commit took on average in the last minute",
                () -> StreamThreads.commitSecondsAverage(decide.get()));
        meters.gauge(
                "ledger.poll.age.seconds",
                "How long the slowest deciding thread has not asked for commands",
                () -> StreamThreads.stillSeconds(decide.get()).orElse(Double.NaN));
        meters.counter("ledger.commits", "Commits of the fold", () -> StreamThreads.commits(decide.get()));
    }

    private void bindRestores(RestoreProgress restores) {
        meters.gauge("ledger.restores.running", "Stores that are being restored", restores::running);
        meters.gauge("ledger.restore.records.left", "Records of changelogs left to read", restores::recordsLeft);
        meters.counter("ledger.restore.records", "Records of changelogs read", restores::restoredRecords);
        meters.counter("ledger.restores", "Stores restored", restores::done);
    }

    private void bindIngest(UsageIngest ingest) {
        meters.gauge(
                "ledger.ingest.running",
                "1 where ingest of usage events runs",
                () -> ingest.status().isRunning() ? 1 : 0);
        meters.gauge("ledger.ingest.failing", "1 where its last attempt failed", () -> ingest.isFailing() ? 1 : 0);
        meters.gauge("ledger.ingest.lag.records", "Usage records not read yet", ingest::lag);
        meters.counter("ledger.ingest.charged", "Charges appended", ingest::charged);
        meters.counter("ledger.ingest.dead.letters", "Usage records that could not be taken", ingest::deadLetters);
    }

    private void bindWebhooks(WebhookDelivery webhooks) {
        meters.counter("ledger.webhooks.delivered", "Alarms that a target has taken", webhooks::delivered);
        meters.counter("ledger.webhooks.failed", "Attempts that failed", webhooks::failed);
        meters.gauge("ledger.webhooks.waiting", "Alarms that wait to be tried again", webhooks::waiting);
    }

    private static <T> Map<String, Number> values(Map<String, T> from, Function<T, Number> value) {
        return from.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value.apply(entry.getValue())));
    }
}
