package ledger.acceptance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import ledger.acceptance.disk.RecordingDisk;
import ledger.acceptance.disk.SyncJournal;
import org.apache.kafka.common.utils.Utils;

/**
 * Takes from a killed ledger what a power cut at that moment would have: what its broker had not synced is there, is
 * gone from some byte on, or has holes, each file by itself. What Kafka derives of a log, and syncs with it or not at
 * all, is there or gone, and so are the stores.
 */
final class PowerCut {
    /** What an operating system writes back at once: in any order, and all of it or nothing. */
    private static final int PAGE_BYTES = 4096;

    private static final List<String> DERIVED = List.of(".index", ".timeindex", ".txnindex", ".snapshot");

    private final Path data;
    private final Path journal;
    private final Map<Path, Long> before;

    private PowerCut(Path data, Path journal, Map<Path, Long> before) {
        this.data = data;
        this.journal = journal;
        this.before = before;
    }

    /** Before the process begins: all that is there has survived whatever was. */
    static PowerCut prepare(Path data) {
        try {
            Path journal = Files.createTempFile(data.toAbsolutePath().getParent(), "synced", ".journal");
            Map<Path, Long> before = new HashMap<>();
            for (Path log : files(data, ".log")) {
                before.put(log, Files.size(log));
            }
            return new PowerCut(data, journal, before);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the JVM has to be started with. */
    List<String> options() {
        return RecordingDisk.options(journal);
    }

    /** Loses some of what was not synced, by chance. */
    Lost loseSome(Random random) {
        boolean isAll = random.nextInt(4) == 0;
        return lose(random, isAll);
    }

    /** Loses everything that was not synced, but for the stores. */
    Lost loseAll() {
        return lose(new Random(0), true);
    }

    /**
     * What was lost.
     *
     * @param bytes of each log that lost some, by its folder
     */
    record Lost(Map<String, Long> bytes, String stores) {
        long of(String topic) {
            return bytes.entrySet().stream()
                    .filter(log -> log.getKey().matches(topic + "-\\d+"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    private Lost lose(Random random, boolean isAll) {
        try {
            Map<Path, Long> safe = SyncJournal.safe(journal, before);
            Map<String, Long> lost = new HashMap<>();
            for (Path log : files(data, ".log")) {
                long written = Files.size(log);
                long synced = Math.min(written, safe.getOrDefault(log, 0L));
                long left = isAll ? synced : left(synced, written, random);
                if (left < written) {
                    lost.put(BrokerFiles.partition(log), written - left);
                }
                cut(log, synced, left, random);
            }
            if (!isAll) {
                for (String derived : DERIVED) {
                    loseHalf(files(data, derived), random);
                }
            }
            return new Lost(Map.copyOf(lost), loseStores(random));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** None of it, all of it, or up to any byte. */
    private static long left(long synced, long written, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> synced;
            case 1 -> written;
            default -> synced + (long) (random.nextDouble() * (written - synced + 1));
        };
    }

    /** With a hole in what was not synced, one time out of two: pages are not written back in order. */
    private static void cut(Path log, long synced, long left, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(left);
            long page = synced / PAGE_BYTES + random.nextInt(8);
            long from = Math.max(synced, page * PAGE_BYTES);
            long to = Math.min(left, (page + 1) * PAGE_BYTES);
            if (from < to && random.nextBoolean()) {
                file.seek(from);
                file.write(new byte[(int) (to - from)]);
            }
        }
    }

    /** All stores, those of one task, or none: RocksDB syncs what it has flushed, and has no log that could be torn. */
    private String loseStores(Random random) throws IOException {
        List<Path> tasks = new ArrayList<>();
        Path streams = data.resolve("streams");
        try (Stream<Path> found = Files.walk(streams, 2)) {
            found.filter(path -> path.getFileName().toString().matches("\\d+_\\d+"))
                    .sorted()
                    .forEach(tasks::add);
        }
        int which = random.nextInt(3);
        if (which == 0) {
            Utils.delete(streams.toFile());
            return "all";
        }
        if (which == 1 && !tasks.isEmpty()) {
            Path task = tasks.get(random.nextInt(tasks.size()));
            Utils.delete(task.toFile());
            return task.getFileName().toString();
        }
        return "none";
    }

    private static void loseHalf(List<Path> files, Random random) throws IOException {
        for (Path file : files) {
            if (random.nextBoolean()) {
                Files.delete(file);
            }
        }
    }

    /** Of the broker: other files that end so are not its. */
    private static List<Path> files(Path data, String suffix) throws IOException {
        Path broker = data.resolve("broker");
        if (!Files.exists(broker)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(broker)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
