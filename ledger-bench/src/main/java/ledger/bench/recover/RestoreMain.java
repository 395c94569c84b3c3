package ledger.bench.recover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.streams.store.RowBlock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** A plain consumer that writes changelogs into bare RocksDBs, one for each topic, in batches and without their log. */
public final class RestoreMain {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, RocksDB> stores = new HashMap<>();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private long rows;

    private RestoreMain() {}

    /**
     * Takes the broker's address, a directory and the topics; prints how many rows it wrote, and in how many seconds.
     */
    public static void main(String[] arguments) throws Exception {
        RocksDB.loadLibrary();
        RestoreMain restore = new RestoreMain();
        List<String> topics = List.of(arguments).subList(2, arguments.length);
        try (Options options = new Options().setCreateIfMissing(true)) {
            for (String topic : topics) {
                Path directory = Files.createDirectories(Path.of(arguments[1], topic));
                restore.stores.put(topic, RocksDB.open(options, directory.toString()));
            }
            long started = System.nanoTime();
            TopicReader.read(arguments[0], topics, restore::write);
            restore.close();
            System.out.println(restore.rows + " " + (System.nanoTime() - started) / NANOS_PER_SECOND);
        }
    }

    private void write(ConsumerRecords<byte[], byte[]> records) {
        for (Map.Entry<String, RocksDB> store : stores.entrySet()) {
            try (WriteBatch batch = new WriteBatch()) {
                for (ConsumerRecord<byte[], byte[]> record : records.records(store.getKey())) {
                    RowBlock.forEach(record.key(), record.value(), (key, row) -> write(batch, key, row));
                }
                store.getValue().write(unlogged, batch);
            } catch (RocksDBException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private void write(WriteBatch batch, byte[] key, byte @Nullable [] row) {
        rows++;
        try {
            if (row == null) {
                batch.delete(key);
            } else {
                batch.put(key, row);
            }
        } catch (RocksDBException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void close() throws RocksDBException {
        try (FlushOptions whole = new FlushOptions()) {
            for (RocksDB store : stores.values()) {
                store.flush(whole);
                store.close();
            }
        }
        unlogged.close();
    }
}
