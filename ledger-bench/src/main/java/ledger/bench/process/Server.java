package ledger.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program of the bench that says where it listens, in a process of its own. */
public final class Server implements AutoCloseable {
    /** What Kafka's own start script gives a broker. */
    private static final List<String> BROKER_FLAGS = List.of("-Xmx1g", "-Xms1g");

    private final Program program;
    private final String where;

    private Server(Program program, String where) {
        this.program = program;
        this.where = where;
    }

    /** Starts a broker that keeps its data in a directory. */
    public static Server broker(Path directory) throws IOException {
        return start("the broker", directory, BROKER_FLAGS, BrokerMain.class, List.of(directory.toString()));
    }

    /** Starts one whose first line says where it listens. */
    public static Server start(String name, Path directory, List<String> flags, Class<?> main, List<String> arguments)
            throws IOException {
        Program program = Program.java(name, directory, flags, main.getName(), arguments);
        String where = program.line();
        if (where == null) {
            program.requireAlive();
            throw new IOException(name + " did not say where it listens");
        }
        return new Server(program, where);
    }

    /** Where it listens. */
    public String where() {
        return where;
    }

    @Override
    public void close() {
        program.close();
    }
}
