package ledger.streams.store;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the rows of one store as its changelog has them. */
final class ChangelogRestore {
    private static final Logger LOG = LoggerFactory.getLogger(ChangelogRestore.class);
    private static final byte[] SPOILED = {1};

    private ChangelogRestore() {}

    /** Writes what records of the changelog say, one after the other, at once or not at all. */
    static void write(RocksRows rows, Collection<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> last = null;
        try (RowBatch batch = rows.batch()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                write(record, batch);
                last = record;
            }
            if (last != null) {
                batch.mark(ChangelogMark.of(last));
                batch.write();
            }
        }
    }

    /** What cannot be read stops nothing here: whoever judges the state finds the note, unless the rows are cleared. */
    private static void write(ConsumerRecord<byte[], byte @Nullable []> record, RowBatch batch) {
        if (RowBlock.isClearing(record.key())) {
            batch.clear();
        } else if (RowBlock.isBlock(record.key())) {
            try {
                RowBlock.forEach(record.key(), record.value(), batch::put);
            } catch (RuntimeException unreadable) {
                LOG.error(
                        "block of rows cannot be read topic={} offset={}", record.topic(), record.offset(), unreadable);
                batch.put(RocksRows.SPOILED_KEY, SPOILED);
            }
        } else {
            LOG.warn("record passed over that is no block of rows topic={} offset={}", record.topic(), record.offset());
        }
    }
}
