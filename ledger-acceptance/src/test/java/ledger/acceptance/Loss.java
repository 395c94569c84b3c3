package ledger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.acceptance.BrokerFiles.Batch;
import org.apache.kafka.common.utils.Utils;

/**
 * Something of a stopped ledger that is lost.
 *
 * @param what is lost
 * @param isInside whether the loss begins inside a commit, and not between two
 */
record Loss(What what, boolean isInside) {
    /** What has a tail to lose. */
    enum What {
        COMMANDS("ledger.commands"),
        EVENTS("ledger.events"),
        LEDGER_CHANGELOG("ledger-test-ledger-changelog"),
        HISTORY_CHANGELOG("ledger-test-history-changelog"),
        GROUP_OFFSETS("__consumer_offsets"),
        TRANSACTION_STATE("__transaction_state"),
        STORES("");

        private final String topic;

        What(String topic) {
            this.topic = topic;
        }

        private boolean isKafkas() {
            return topic.startsWith("__");
        }
    }

    /**
     * Loses it.
     *
     * @param folder of the ledger: broker, state, and state as it was some time before
     * @param partition of the ledger's own topics and stores
     */
    void apply(Path folder, int partition, Random random) {
        try {
            if (what == What.STORES) {
                loseStores(folder, partition);
                return;
            }
            BrokerFiles files = new BrokerFiles(folder.resolve("broker"));
            List<String> partitions =
                    what.isKafkas() ? files.partitions(what.topic) : List.of(what.topic + "-" + partition);
            for (String lost : partitions) {
                Path log = files.segment(lost);
                files.cut(log, end(BrokerFiles.batches(log), random));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The byte after the last batch that is left: at most half are lost. */
    private int end(List<Batch> batches, Random random) {
        boolean hasMarkers = batches.stream().anyMatch(Batch::isMarker);
        int[] ends = IntStream.range(batches.size() / 2, batches.size() - 1)
                .filter(i -> !hasMarkers || batches.get(i).isMarker() != isInside)
                .map(i -> batches.get(i).end())
                .toArray();
        if (ends.length == 0) {
            return batches.get(batches.size() / 2).end();
        }
        int end = ends[random.nextInt(ends.length)];
        // Inside a commit also means inside a batch: the broker drops what is torn.
        return isInside ? end + 1 + random.nextInt(BrokerFiles.TORN_BYTES_MAX) : end;
    }

    /** All of them, or what was written since the older copy was made. */
    private void loseStores(Path folder, int partition) throws IOException {
        Path state = folder.resolve("state").resolve("ledger-test");
        for (Path task : tasks(state, partition)) {
            Utils.delete(task.toFile());
        }
        if (isInside) {
            Path older = folder.resolve("older-state").resolve("ledger-test");
            for (Path task : tasks(older, partition)) {
                Directories.copy(task, state.resolve(task.getFileName().toString()));
            }
        }
    }

    private static List<Path> tasks(Path state, int partition) throws IOException {
        try (Stream<Path> found = Files.list(state)) {
            return found.filter(path -> path.getFileName().toString().endsWith("_" + partition))
                    .toList();
        }
    }

    @Override
    public String toString() {
        return what + (isInside ? " inside a commit" : " at a commit");
    }
}
