package ledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How a ledger on this machine is reached; it says so in a file, since it may have picked its ports itself.
 *
 * @param url of HTTP
 * @param bootstrapServers of its Kafka
 */
record RunningLedger(URI url, String bootstrapServers) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The content of the file. A killed ledger leaves it behind, so perhaps nobody answers there. */
    static Optional<RunningLedger> find(DataDirectory data) throws IOException {
        try {
            JsonNode file = JSON.readTree(Files.readString(data.running()));
            return Optional.of(new RunningLedger(
                    URI.create(file.path("url").asText()),
                    file.path("bootstrapServers").asText()));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        }
    }

    /** Writes the file. */
    void announce(DataDirectory data) throws IOException {
        ObjectNode file = JSON.createObjectNode()
                .put("url", url.toString())
                .put("bootstrapServers", bootstrapServers)
                .put("pid", ProcessHandle.current().pid());
        Path unfinished = data.running().resolveSibling("running.json.unfinished");
        Files.writeString(unfinished, file + "\n");
        Files.move(unfinished, data.running(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the file. */
    static void retract(DataDirectory data) throws IOException {
        Files.deleteIfExists(data.running());
    }
}
