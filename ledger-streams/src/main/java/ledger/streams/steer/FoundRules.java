package ledger.streams.steer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.streams.StreamsSettings;
import ledger.streams.json.Decoded;
import ledger.streams.recover.PartitionReader;
import ledger.streams.rows.RulesRow;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import ledger.streams.wire.PartitionCommandCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is found in one partition of the log about rules and skips. Records of whole partitions have no key, so the
 * others are not even decoded, and nothing else is kept. Used by one thread.
 */
final class FoundRules {
    /** Each was asked for by hand; only who floods the log comes near it, and then the first count. */
    static final int FOUND_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(FoundRules.class);

    private final List<RulesRow.Activation> activations = new ArrayList<>();
    private final SortedMap<Long, Long> skips = new TreeMap<>();

    /** One that connects when it first reads. */
    static KafkaConsumer<byte[], byte[]> consumer(StreamsSettings settings) {
        return new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "rules"));
    }

    /**
     * Reads the partition from an offset to the end it has now, and returns that end. Throws
     * {@link ledger.UnavailableException} where the broker falls silent.
     */
    long read(KafkaConsumer<byte[], byte[]> consumer, int partition, long from, LogRules.Watcher watcher) {
        PartitionReader log = new PartitionReader(consumer, new TopicPartition(Topics.COMMANDS, partition));
        long end = log.end();
        log.read(from, end, record -> {
            take(record);
            watcher.passed(partition, record.offset(), end);
        });
        watcher.passed(partition, end, end);
        return end;
    }

    private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        if (record.key() == null
                && value != null
                && PartitionCommandCodec.read(value) instanceof Decoded.Valid<PartitionCommand> valid
                && valid.value().partition() == record.partition()) {
            take(record.offset(), valid.value());
        }
    }

    private void take(long offset, PartitionCommand command) {
        boolean counts = command.accept(new PartitionCommand.Handler<>() {
            @Override
            public Boolean on(ActivateRules rules) {
                return activations.size() < FOUND_MAX
                        && activations.add(new RulesRow.Activation(offset, rules.rules(), rules.build()));
            }

            @Override
            public Boolean on(SkipRecord skip) {
                return skip.offset() < offset
                        && skips.size() < FOUND_MAX
                        && skips.putIfAbsent(skip.offset(), offset) == null;
            }
        });
        if (!counts) {
            LOG.warn("record without effect partition={} offset={}", command.partition(), offset);
        }
    }

    /** Offsets that are said to be skipped, and where that is said. */
    SortedMap<Long, Long> skips() {
        return skips;
    }

    /** What a fold from 0 would come to. */
    RulesRow row() {
        RulesRow row = RulesRow.NONE;
        for (RulesRow.Activation activation : activations) {
            if (activation.version() > row.version() && !skips.containsKey(activation.offset())) {
                row = row.with(activation);
            }
        }
        for (long skipped : skips.keySet()) {
            row = row.withSkipped(skipped);
        }
        return row;
    }
}
