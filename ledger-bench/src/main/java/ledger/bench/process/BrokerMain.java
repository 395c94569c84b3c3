package ledger.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;

/** The embedded broker in a process of its own, as a Kafka would be; it ends when its standard input does. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Takes the data directory, and prints where the broker listens. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(Path.of(arguments[0]), 0));
        System.out.println(broker.bootstrapServers());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whoever started it holds the other end.
        }
        broker.close();
        System.exit(0);
    }
}
