package ledger.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Server-sent events as they come, until the stream is closed. */
final class EventStream implements AutoCloseable {
    private final List<Sent> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private final CompletableFuture<Void> reading;
    private String event = "";

    record Sent(String event, JsonNode data) {}

    /** Reads lines on a thread of its own. */
    EventStream(Stream<String> lines) {
        this.lines = lines;
        reading = CompletableFuture.runAsync(() -> lines.forEach(this::read));
    }

    /** The data of what came so far of one kind. */
    List<JsonNode> all(String kind) {
        return events.stream()
                .filter(sent -> sent.event.equals(kind))
                .map(Sent::data)
                .toList();
    }

    @Override
    public void close() {
        lines.close();
        reading.cancel(true);
    }

    private void read(String line) {
        if (line.startsWith("event:")) {
            event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            events.add(new Sent(event, Json.read(line.substring("data:".length()))));
        }
    }
}
