package ledger.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker in a process of its own. */
public final class Broker implements AutoCloseable {
    /** What Kafka's own start script gives a broker. */
    private static final List<String> FLAGS = List.of("-Xmx1g", "-Xms1g");

    private final Program program;
    private final String bootstrapServers;

    private Broker(Program program, String bootstrapServers) {
        this.program = program;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts one that keeps its data in a directory. */
    public static Broker start(Path directory) throws IOException {
        Program program = Program.start(
                "the broker",
                directory.resolveSibling("broker.log"),
                directory,
                Map.of(),
                Program.java(FLAGS, BrokerMain.class.getName(), List.of(directory.toString())));
        String address = program.line();
        if (address == null) {
            program.requireAlive();
            throw new IOException("the broker did not say where it listens");
        }
        return new Broker(program, address);
    }

    /** Where it listens. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        program.close();
    }
}
