package ledger.cli.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.AccountId;
import ledger.cli.load.Outcomes.Place;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Publishes files row by row, and waits until the ledger has said what became of each. */
public final class Loader {
    /** Rows published at once: enough to fill a batch, few enough to hold. */
    private static final int CHUNK_ROWS = 1_000;
    /** Rows of which nothing was heard yet; further ones wait. */
    private static final int WAITING_MAX = 20_000;
    /** A working ledger publishes something every commit interval. After this long it does not work. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(100);

    private final LoadRequest request;
    private final Funding funding;
    private final LoadClients wires;
    private final Progress progress;
    private final RowMapper mapper;
    private final Tally tally = new Tally();
    private final Outcomes outcomes = new Outcomes(tally);
    private final Set<AccountId> users = new HashSet<>();

    private Loader(LoadRequest request, Funding funding, LoadClients wires, Progress progress) {
        this.request = request;
        this.funding = funding;
        this.wires = wires;
        this.progress = progress;
        this.mapper = new RowMapper(request);
    }

    /** Loads everything and sums it up. */
    public static Summary load(
            LoadRequest request,
            String bootstrapServers,
            Map<String, String> clientProperties,
            Funding funding,
            Progress progress)
            throws IOException, InterruptedException {
        // A person's mistakes are reported before anything is published.
        for (Path file : request.files()) {
            try (FileRowReader rows = open(file)) {
                ColumnMap.check(file, rows.columns(), request);
            }
        }
        long startNanos = System.nanoTime();
        try (LoadClients wires = LoadClients.open(bootstrapServers, clientProperties)) {
            Loader loader = new Loader(request, funding, wires, progress);
            @Nullable String stopped = loader.publishAll();
            loader.awaitOutcomes(0);
            progress.end();
            return new Summary(loader.tally, loader.users.size(), System.nanoTime() - startNanos, stopped);
        }
    }

    /** Publishes every file, up to where one cannot be read on; returns why that was, or null. */
    private @Nullable String publishAll() throws IOException, InterruptedException {
        long bytesBefore = 0;
        for (Path file : request.files()) {
            try (FileRowReader rows = open(file)) {
                publish(rows, bytesBefore);
            } catch (UnreadableFileException broken) {
                return broken.getMessage();
            }
            bytesBefore += Files.size(file);
        }
        return null;
    }

    private void publish(FileRowReader rows, long bytesBefore) throws IOException, InterruptedException {
        List<FileRow> chunk = new ArrayList<>();
        @Nullable UnreadableFileException broken = null;
        boolean hasMore = true;
        while (hasMore) {
            try {
                Optional<FileRow> row = rows.next();
                row.ifPresent(chunk::add);
                hasMore = row.isPresent();
            } catch (UnreadableFileException notReadOn) {
                broken = notReadOn;
                hasMore = false;
            }
            if (chunk.size() == CHUNK_ROWS || !hasMore) {
                publish(chunk);
                chunk.clear();
                progress.read(tally.rows(), bytesBefore + rows.bytesRead());
                wires.listen(Duration.ZERO, outcomes);
                progress.settled(tally);
                awaitOutcomes(WAITING_MAX);
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    private void publish(List<FileRow> rows) throws IOException, InterruptedException {
        List<Optional<UsageCloudEvent>> events = new ArrayList<>();
        Set<AccountId> newUsers = new LinkedHashSet<>();
        for (FileRow row : rows) {
            Optional<UsageCloudEvent> event = event(row);
            events.add(event);
            event.map(UsageCloudEvent::account)
                    .filter(user -> !users.contains(user))
                    .ifPresent(newUsers::add);
        }
        funding.fund(newUsers);
        users.addAll(newUsers);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            FileRow row = rows.get(i);
            records.add(
                    events.get(i).map(Loader::record).orElseGet(() -> new ProducerRecord<>(Topics.USAGE, row.bytes())));
        }
        List<Place> places = wires.publish(records);
        for (int i = 0; i < rows.size(); i++) {
            Place place = places.get(i);
            tally.row();
            events.get(i)
                    .ifPresentOrElse(
                            event -> outcomes.published(place, event.account(), event.key()),
                            () -> outcomes.publishedAsIs(place));
        }
    }

    /**
     * The row's event; empty for one that no usage can be made of, which is published as it is and becomes a dead
     * letter.
     */
    private Optional<UsageCloudEvent> event(FileRow row) {
        if (row.defect() != null) {
            tally.defect(row.defect().toString());
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.event(row));
        } catch (RowException refused) {
            String column = mapper.map(row.cells().keySet())
                    .of(refused.field())
                    .orElse("of " + refused.field().text() + " is missing");
            tally.defect(new FileRow.Defect(row.line(), column, String.valueOf(refused.getMessage())).toString());
            return Optional.empty();
        }
    }

    private void awaitOutcomes(int waitingMax) {
        long heardNanos = System.nanoTime();
        while (outcomes.waiting() > waitingMax && System.nanoTime() - heardNanos < SILENCE_MAX.toNanos()) {
            long before = tally.settled();
            wires.listen(POLL, outcomes);
            if (tally.settled() > before) {
                heardNanos = System.nanoTime();
            }
            progress.settled(tally);
        }
    }

    private static FileRowReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UnreadableFileException(file + " cannot be read; name a CSV or JSON-lines file");
        }
        return FileRowReader.open(file);
    }

    private static ProducerRecord<byte[], byte[]> record(UsageCloudEvent event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.USAGE,
                event.account().value().getBytes(StandardCharsets.UTF_8),
                event.json().getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", UsageCloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
