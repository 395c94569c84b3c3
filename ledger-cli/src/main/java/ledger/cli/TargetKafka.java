package ledger.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.cli.settings.SettingException;
import ledger.cli.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka of the ledger that a command works with. If that is the broker of {@code dev}, and it does not run because
 * its ledger cannot start, it is started for as long as the command takes.
 */
final class TargetKafka implements AutoCloseable {
    private final String bootstrapServers;
    private final @Nullable EmbeddedBroker broker;
    private final @Nullable Closeable directory;

    private TargetKafka(String bootstrapServers, @Nullable EmbeddedBroker broker, @Nullable Closeable directory) {
        this.bootstrapServers = bootstrapServers;
        this.broker = broker;
        this.directory = directory;
    }

    /** The Kafka in the settings, the one that runs in the data directory, or the one that could run there. */
    static TargetKafka of(Settings settings) throws IOException {
        DataDirectory data = new DataDirectory(settings.dataDirectory());
        if (settings.kafka().bootstrapServers().isPresent() || !Files.isDirectory(data.broker())) {
            return new TargetKafka(ChosenLedger.of(settings).bootstrapServers(), null, null);
        }
        Closeable taken;
        try {
            taken = data.take();
        } catch (SettingException running) {
            return new TargetKafka(ChosenLedger.of(settings).bootstrapServers(), null, null);
        }
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(data.broker(), 0));
            return new TargetKafka(broker.bootstrapServers(), broker, taken);
        } catch (RuntimeException failed) {
            taken.close();
            throw failed;
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws IOException {
        if (broker != null) {
            broker.close();
        }
        if (directory != null) {
            directory.close();
        }
    }
}
