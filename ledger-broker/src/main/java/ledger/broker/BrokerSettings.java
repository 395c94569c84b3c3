package ledger.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its log and where it listens.
 *
 * @param dataDirectory created when missing; everything the broker remembers is under it
 * @param port of 127.0.0.1; 0 picks a free one
 */
public record BrokerSettings(Path dataDirectory, int port) {
    private static final int LARGEST_PORT = 65_535;

    public BrokerSettings {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "LEDGER_KAFKA_PORT must be between 0 and %d but is %d".formatted(LARGEST_PORT, port));
        }
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
    }
}
