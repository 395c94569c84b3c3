package ledger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a stopped broker, as a power cut or a careless restore would leave them. */
final class BrokerFiles {
    /** A record batch begins with its base offset; then comes the length of what follows the length. */
    private static final int BATCH_LENGTH_AT = Long.BYTES;

    private static final int BATCH_PREFIX_BYTES = Long.BYTES + Integer.BYTES;

    /** After base offset, length, leader epoch, magic and checksum. */
    private static final int BATCH_ATTRIBUTES_AT = BATCH_PREFIX_BYTES + Integer.BYTES + 1 + Integer.BYTES;

    private static final int CONTROL_BIT = 0x20;

    /** Fewer than the smallest batch has: what is left of the next one is no whole one. */
    static final int TORN_BYTES_MAX = 60;

    private final Path data;

    BrokerFiles(Path data) {
        this.data = data;
    }

    /** The segment that holds most commands. */
    Path largestCommandLog() throws IOException {
        return files(data, ".log").stream()
                .filter(file -> partition(file).startsWith("ledger.commands-"))
                .max(Comparator.comparingLong(BrokerFiles::size))
                .orElseThrow();
    }

    /** The topic and partition that a segment is of, as its folder says. */
    static String partition(Path segment) {
        return segment.getName(segment.getNameCount() - 2).toString();
    }

    /** The last segment of a partition. */
    Path segment(String partition) throws IOException {
        return files(data, ".log").stream()
                .filter(file -> partition(file).equals(partition))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("no partition " + partition));
    }

    /** The partitions of a topic that have records. */
    List<String> partitions(String topic) throws IOException {
        return files(data, ".log").stream()
                .filter(file -> partition(file).matches(Pattern.quote(topic) + "-\\d+") && size(file) > 0)
                .map(BrokerFiles::partition)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * One batch of a segment.
     *
     * @param end byte after its last
     * @param isMarker whether it says that a transaction ended
     */
    record Batch(int end, boolean isMarker) {}

    /** The batches of a segment, in order. */
    static List<Batch> batches(Path log) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log));
        List<Batch> batches = new ArrayList<>();
        int at = 0;
        while (at + BATCH_PREFIX_BYTES < bytes.capacity() && bytes.getInt(at + BATCH_LENGTH_AT) > 0) {
            boolean isMarker = (bytes.getShort(at + BATCH_ATTRIBUTES_AT) & CONTROL_BIT) != 0;
            at += BATCH_PREFIX_BYTES + bytes.getInt(at + BATCH_LENGTH_AT);
            batches.add(new Batch(at, isMarker));
        }
        return batches;
    }

    /** Leaves so many bytes of a segment, and nothing that tells of the others. */
    void cut(Path log, int bytes) throws IOException {
        Files.write(log, Arrays.copyOf(Files.readAllBytes(log), bytes));
        forget(log);
    }

    /** Leaves the first half of the batches, and nothing that tells of the others; returns what was there by file. */
    Map<Path, byte[]> cutInHalf(Path log) throws IOException {
        byte[] whole = Files.readAllBytes(log);
        Path epochs = log.resolveSibling("leader-epoch-checkpoint");
        Map<Path, byte[]> before = Map.of(log, whole, epochs, Files.readAllBytes(epochs));
        ByteBuffer batches = ByteBuffer.wrap(whole);
        int end = 0;
        while (end < whole.length / 2) {
            end += BATCH_PREFIX_BYTES + batches.getInt(end + BATCH_LENGTH_AT);
        }
        Files.write(log, Arrays.copyOf(whole, end));
        forget(log);
        return before;
    }

    /** As a backup of the log would bring it back: with the broker's note of who led it up to where. */
    void restore(Path log, Map<Path, byte[]> before) throws IOException {
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        forget(log);
    }

    /**
     * Removes what is derived of the segment, and the mark of a clean shutdown, so that the broker looks at it again.
     */
    private void forget(Path log) throws IOException {
        for (String derived : List.of(".index", ".timeindex", ".snapshot")) {
            deleteAll(log.resolveSibling("."), derived);
        }
        deleteAll(data, ".kafka_cleanshutdown");
    }

    private static void deleteAll(Path folder, String suffix) throws IOException {
        for (Path file : files(folder, suffix)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
